//! Recency: how much newer articles are preferred.

use kwic_core::format::settings::Recency;

use crate::query::day::Day;

/// The factor of each article, by how long before the newest one it is dated.
pub(crate) fn factors(days: &[Option<Day>], recency: Recency) -> Vec<f32> {
    let newest = days.iter().flatten().max();
    let factor = |day: &Option<Day>| match (day, newest) {
        (Some(day), Some(newest)) => factor(newest.number().abs_diff(day.number()), recency),
        _ => 1.0,
    };
    days.iter().map(factor).collect()
}

/// The factor for an article that is `age` days older than the newest one: 1 + boost ×
/// 2^(-age / half-life), with straight lines between whole half-lives, which need no power.
fn factor(age: u32, recency: Recency) -> f32 {
    let halved = (1u64 << (age / recency.half_life).min(63)) as f32;
    let since = (age % recency.half_life) as f32 / recency.half_life as f32;
    1.0 + recency.boost * (1.0 - since / 2.0) / halved
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_boost_of_a_date_is_halved_after_each_half_life() {
        let factor = |age| factor(age, Recency { half_life: 30, boost: 0.8 });
        for (age, expected) in
            [(0, 1.8), (15, 1.6), (30, 1.4), (60, 1.2), (90, 1.1), (u32::MAX, 1.0)]
        {
            assert!((factor(age) - expected).abs() < 1e-6, "{age}: {}", factor(age));
        }
        assert!((0..200).all(|age| factor(age) > factor(age + 1)));
    }
}
