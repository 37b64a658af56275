//! Lists put in order, by a heap, and made shorter. The sorts of the standard library are faster on long lists, but each type
//! and order that they are used with adds much more code to the module than
//! this does.

/// Puts the `most` first items of an order at the beginning, sorted, and drops the others; cheap when
/// nothing is to be done. Items that are equal in the order come in any order, so an order that must be
/// reproducible has none.
pub fn keep_first<T>(items: &mut Vec<T>, most: usize, before: impl Fn(&T, &T) -> bool) {
    let (count, kept) = (items.len(), most.min(items.len()));
    put_first(&mut Ordered { items, before }, count, kept);
    items.truncate(kept);
}

/// The `most` first of the items in an order, sorted, as [`keep_first`] does it, without keeping all.
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
                // From here on a heap whose root is the last of the first so far.
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

/// Sorts; cheap when nothing is to be done.
pub fn sort<T>(items: &mut [T], before: impl Fn(&T, &T) -> bool) {
    let count = items.len();
    put_first(&mut Ordered { items, before }, count, count);
}

/// Leaves the items that are to be kept, in their order.
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

/// What of a list the algorithm needs: all of it is there once, for lists of every type.
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

/// Puts the first `kept` of `count` items at the beginning, sorted.
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
    }
}
