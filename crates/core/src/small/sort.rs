//! Lists sorted by a heap, cut to their first items, or filtered. The algorithm is compiled once for all types of
//! items, over a trait object, while the sorts of the standard library are compiled for each type and order.

/// Keeps the first `most` items of an order, sorted, and drops the others. Cheap for items that are in order.
/// Items that are equal in the order come in any order, so an order that must be reproducible has no equal
/// items.
pub fn keep_first<T>(items: &mut Vec<T>, most: usize, before: impl Fn(&T, &T) -> bool) {
    let (count, kept) = (items.len(), most.min(items.len()));
    put_first(&mut Ordered { items, before }, count, kept);
    items.truncate(kept);
}

/// The first `most` items of an order, sorted, as [`keep_first`] has them, without all of them in memory.
pub fn first_of<T>(
    items: impl Iterator<Item = T>,
    most: usize,
    before: impl Fn(&T, &T) -> bool,
) -> Vec<T> {
    let mut kept: Vec<T> = Vec::new();
    for item in items {
        if kept.len() < most {
            kept.push(item);
            if kept.len() == most {
                // From here on this is a heap whose root is the last of the items that are kept.
                let heap = &mut Ordered { items: &mut kept, before: |a: &T, b: &T| before(b, a) };
                (0..most / 2).rev().for_each(|root| sink(heap, most, root));
            }
        } else if kept.first().is_some_and(|last| before(&item, last)) {
            kept[0] = item;
            sink(&mut Ordered { items: &mut kept, before: |a: &T, b: &T| before(b, a) }, most, 0);
        }
    }
    keep_first(&mut kept, most, before);
    kept
}

/// Sorts, in any order of equal items. Cheap for items that are in order.
pub fn sort<T>(items: &mut [T], before: impl Fn(&T, &T) -> bool) {
    let count = items.len();
    put_first(&mut Ordered { items, before }, count, count);
}

/// Keeps the items of which `is_kept` is true, in their order. Each is asked for once, the first item first.
pub fn keep<T>(items: &mut Vec<T>, is_kept: &mut dyn FnMut(&T) -> bool) {
    let mut count = 0;
    for at in 0..items.len() {
        if is_kept(&items[at]) {
            items.swap(count, at);
            count += 1;
        }
    }
    items.truncate(count);
}

/// What the algorithm needs of a list, so that it is compiled once for lists of every type.
trait Heap {
    fn is_before(&self, a: usize, b: usize) -> bool;
    fn swap(&mut self, a: usize, b: usize);
}

struct Ordered<'i, T, F> {
    items: &'i mut [T],
    before: F,
}

impl<T, F: Fn(&T, &T) -> bool> Heap for Ordered<'_, T, F> {
    fn is_before(&self, a: usize, b: usize) -> bool {
        (self.before)(&self.items[a], &self.items[b])
    }

    fn swap(&mut self, a: usize, b: usize) {
        self.items.swap(a, b);
    }
}

/// Puts the first `kept` of `count` items of the order at the beginning, sorted.
fn put_first(heap: &mut dyn Heap, count: usize, kept: usize) {
    if !(1..count).any(|at| heap.is_before(at, at - 1)) {
        return;
    }
    for root in (0..count / 2).rev() {
        sink(heap, count, root);
    }
    for end in (count - kept..count).rev() {
        heap.swap(0, end);
        sink(heap, end, 0);
    }
    for at in 0..count / 2 {
        heap.swap(at, count - 1 - at);
    }
}

/// Moves an item down in a heap whose root is the last in the order, to where it belongs.
fn sink(heap: &mut dyn Heap, count: usize, mut parent: usize) {
    loop {
        let mut child = 2 * parent + 1;
        if child >= count {
            return;
        }
        if child + 1 < count && heap.is_before(child + 1, child) {
            child += 1;
        }
        if !heap.is_before(child, parent) {
            return;
        }
        heap.swap(parent, child);
        parent = child;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_first_items_are_those_of_a_full_sort(
            mut items in proptest::collection::vec(any::<u32>(), 0..400),
            most in 0usize..100,
        ) {
            let mut expected = items.clone();
            expected.sort_unstable();
            expected.truncate(most);
            let first = first_of(items.iter().copied(), most, |a, b| a < b);
            prop_assert_eq!(&first, &expected);
            keep_first(&mut items, most, |a, b| a < b);
            prop_assert_eq!(items, expected);
        }

        #[test]
        fn lists_are_sorted_as_by_the_standard_library(
            mut items in proptest::collection::vec(0u8..50, 0..200),
            is_descending: bool,
        ) {
            let mut expected = items.clone();
            expected.sort_unstable_by(|a, b| if is_descending { b.cmp(a) } else { a.cmp(b) });
            sort(&mut items, |a, b| if is_descending { b < a } else { a < b });
            prop_assert_eq!(&items, &expected);
            // Once more, in order.
            sort(&mut items, |a, b| if is_descending { b < a } else { a < b });
            prop_assert_eq!(items, expected);
        }

        #[test]
        fn items_are_kept_as_by_the_standard_library(
            mut items in proptest::collection::vec(any::<u8>(), 0..200),
            divisor in 1u8..9,
        ) {
            // The verdict may depend on the items before, so each is asked for once, in order.
            let verdict = || {
                let mut seen = std::collections::BTreeSet::new();
                move |item: &u8| seen.insert(item / divisor)
            };
            let mut expected = items.clone();
            expected.retain(verdict());
            keep(&mut items, &mut verdict());
            prop_assert_eq!(items, expected);
        }

        #[test]
        fn the_first_items_by_a_key_have_the_first_keys(
            items in proptest::collection::vec(any::<(u8, u8)>(), 0..200),
            most in 0usize..50,
        ) {
            let mut keys: Vec<u8> = items.iter().map(|item| item.0).collect();
            keys.sort_unstable();
            keys.truncate(most);
            let first = first_of(items.iter().copied(), most, |a, b| a.0 < b.0);
            prop_assert_eq!(first.iter().map(|item| item.0).collect::<Vec<u8>>(), keys);
        }
    }
}
