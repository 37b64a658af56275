//! The best numbers of a list, and sorted lists of numbers, by a heap whose root is the smallest number by an order. Every
//! search needs both, so they are compiled to be fast; `kwic_core::small::sort`, which takes lists of any type,
//! is compiled to be small.

/// Sorts numbers and leaves each once.
#[inline(never)]
pub fn sort_set(numbers: &mut Vec<u64>) {
    if !numbers.is_sorted() {
        // From the other end, the heap sorts down.
        numbers.iter_mut().for_each(|number| *number = !*number);
        let is_less = |a, b| a < b;
        heapify(numbers, &is_less);
        sort_down(numbers, &is_less);
        numbers.iter_mut().for_each(|number| *number = !*number);
    }
    numbers.dedup();
}

/// Makes a heap of numbers.
pub(crate) fn heapify(numbers: &mut [u64], is_less: &impl Fn(u64, u64) -> bool) {
    for root in (0..numbers.len() / 2).rev() {
        sink(numbers, root, is_less);
    }
}

/// Sorts a heap, the largest first.
pub(crate) fn sort_down(heap: &mut [u64], is_less: &impl Fn(u64, u64) -> bool) {
    for end in (1..heap.len()).rev() {
        heap.swap(0, end);
        sink(&mut heap[..end], 0, is_less);
    }
}

/// Moves a number down in a heap whose root is the smallest, to where it belongs.
#[inline(never)]
pub(crate) fn sink(heap: &mut [u64], mut parent: usize, is_less: &impl Fn(u64, u64) -> bool) {
    loop {
        let mut child = 2 * parent + 1;
        let (Some(&here), Some(&left)) = (heap.get(parent), heap.get(child)) else { return };
        let mut least = left;
        if let Some(&right) = heap.get(child + 1)
            && is_less(right, left)
        {
            (least, child) = (right, child + 1);
        }
        if !is_less(least, here) {
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
        fn sets_are_sorted_and_hold_each_once(mut numbers: Vec<u64>) {
            let expected: std::collections::BTreeSet<u64> = numbers.iter().copied().collect();
            sort_set(&mut numbers);
            prop_assert!(numbers.into_iter().eq(expected));
        }
    }
}
