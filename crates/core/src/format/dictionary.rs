//! The dictionary section: reads the map from keys to ordinals that the `fst` crate writes in
//! version 3 of its format.
//!
//! The crate trusts its bytes; this reader takes any bytes. A node is addressed by its last byte
//! and its transitions lead to nodes that lie before it, so every path goes down and ends.
use std::ops::Range;

/// The longest key that is read, in bytes.
pub const MAX_KEY: usize = 1024;

/// The version of the format, as the first bytes hold it.
const VERSION: [u8; 8] = [3, 0, 0, 0, 0, 0, 0, 0];
/// Version and type.
const HEADER: usize = 16;
/// Number of keys, address of the root, checksum.
const FOOTER: usize = 20;
/// The address that stands for a final node without transitions and without an output.
const EMPTY: usize = 0;
/// A node with more transitions than these has an index of [`INDEX`] bytes.
const SCANNED: usize = 32;
/// One byte for each input: which transition it takes.
const INDEX: usize = 256;
/// The inputs that a node with a single transition can hold in its last byte, counted from 1.
const COMMON: [u8; 63] = *b"te/oasripcnw.hlm-du012g=:bf3y5&_4v9678k%?xCDASFIBEjPTzRNM+LOqHG";

/// The number that `size` bytes at `at` hold, lowest byte first.
#[inline]
fn number(bytes: &[u8], at: usize, size: usize) -> u64 {
    // Only at the very end are there fewer than eight to read at once.
    if let Some(eight) = bytes.get(at..at.saturating_add(8))
        && let Ok(eight) = eight.try_into()
    {
        let unread = 64 - 8 * size.min(8) as u32;
        return u64::from_le_bytes(eight).checked_shl(unread).map_or(0, |high| high >> unread);
    }
    let bytes = bytes.get(at..at.saturating_add(size)).unwrap_or_default();
    bytes.iter().rev().fold(0, |number, &byte| number << 8 | u64::from(byte))
}

/// The dictionary: an `fst` map from keys to ordinals.
///
/// Wrong bytes give wrong answers or none.
#[derive(Debug, Clone, Copy)]
pub struct Dictionary<'a> {
    /// All bytes but the footer.
    bytes: &'a [u8],
    root: usize,
}

impl<'a> Dictionary<'a> {
    /// None when the bytes are too short or of another version.
    pub fn read(bytes: &'a [u8]) -> Option<Dictionary<'a>> {
        let (bytes, footer) = bytes.split_at_checked(bytes.len().checked_sub(FOOTER)?)?;
        if bytes.len() < HEADER || !bytes.starts_with(&VERSION) {
            return None;
        }
        Some(Dictionary { bytes, root: usize::try_from(number(footer, 8, 8)).ok()? })
    }

    /// The ordinal of a key.
    pub fn get(&self, key: &[u8]) -> Option<u32> {
        let (node, output) = self.descend(key)?;
        node.is_final().then(|| output.wrapping_add(node.final_output()) as u32)
    }

    /// The key of an ordinal, if ordinals rise with keys.
    pub fn key(&self, ordinal: u32) -> Option<Vec<u8>> {
        self.branch(&[])?.rest(ordinal)
    }

    /// All keys that begin with `prefix`; none if there are none.
    pub fn branch(&self, prefix: &[u8]) -> Option<Branch<'a>> {
        self.descend(prefix).map(|(node, output)| Branch { node, output })
    }

    /// The ordinals of the keys that begin with `prefix`, if ordinals rise with keys; `count` is how many
    /// keys there are.
    pub fn beginning_with(&self, prefix: &[u8], count: u32) -> Range<u32> {
        let Some(mut node) = self.root() else { return 0..0 };
        let (mut start, mut end) = (0u64, u64::from(count));
        for &input in prefix {
            let Some((i, transition)) = node.position(input) else { return 0..0 };
            // The first key after all of these is the first behind the next transition.
            if let Some(next) = node.transition(i + 1) {
                end = start.wrapping_add(next.output);
            }
            start = start.wrapping_add(transition.output);
            let Some(below) = node.follow(&transition) else { return 0..0 };
            node = below;
        }
        start as u32..(end as u32).min(count)
    }

    /// Calls `each` with key and ordinal of every key that begins with `prefix`, the prefix itself
    /// included, in the order of the keys, until it gives false.
    ///
    /// Few bytes can hold very many keys: a caller that does not trust them has to count.
    pub fn starting_with(&self, prefix: &[u8], each: &mut dyn FnMut(&[u8], u32) -> bool) {
        let Some((node, output)) = self.descend(prefix) else { return };
        let mut key = prefix.to_vec();
        // Each node of the path with the sum of the outputs up to it and its next step: step 0 is the node itself,
        // step `i` its transition `i - 1`.
        let mut stack = vec![(node, output, 0)];
        // How many nodes were visited since the last key.
        let mut barren = 0;
        while let Some((node, output, step)) = stack.last_mut() {
            if *step == 0 {
                barren += 1;
                if node.is_final() {
                    barren = 0;
                    if !each(&key, output.wrapping_add(node.final_output()) as u32) {
                        return;
                    }
                }
                // Every node leads to a key, so the next key is never further away than the longest key. In
                // wrong bytes it can be exponentially far.
                if barren > MAX_KEY {
                    return;
                }
                *step = 1;
            } else if let Some(transition) = node.transition(*step - 1) {
                let output = output.wrapping_add(transition.output);
                *step += 1;
                let Some(next) = node.follow(&transition) else { return };
                if key.len() >= MAX_KEY {
                    return;
                }
                key.push(transition.input);
                stack.push((next, output, 0));
            } else {
                stack.pop();
                key.pop();
            }
        }
    }

    /// The node from which every key begins.
    pub fn root(&self) -> Option<Node<'a>> {
        self.node(self.root)
    }

    /// The node at an address that [`Node::address`] or a transition gave.
    ///
    /// A path is sure to end only if all its steps are by [`Node::follow`].
    #[inline]
    pub fn node(&self, address: usize) -> Option<Node<'a>> {
        let mut node = Node {
            bytes: self.bytes,
            address,
            begin: address,
            len: 0,
            address_size: 0,
            output_size: 0,
            is_final: true,
            adjacent: false,
            single: None,
        };
        if address == EMPTY {
            return Some(node);
        }
        // From the last byte down: the state, in whose low bits stands the number of transitions
        // or the one input; that number or input itself if it does not fit there; the sizes.
        let mut at = address;
        let mut down = || {
            let byte = self.bytes.get(at).copied();
            at = at.checked_sub(1)?;
            byte
        };
        let state = down()?;
        let low = usize::from(state & 0x3f);
        let extra = if low == 0 { down()? } else { 0 };
        node.is_final = state & 0xc0 == 0x40;
        node.adjacent = state >= 0xc0;
        if state >= 0x80 {
            node.len = 1;
            node.single = Some(low.checked_sub(1).map_or(extra, |i| *COMMON.get(i).unwrap_or(&0)));
        } else {
            node.len = match (low, extra) {
                // 256 does not fit into a byte, and 1 stands in the state.
                (0, 1) => 256,
                (0, len) => usize::from(len),
                (len, _) => len,
            };
        }
        if !node.adjacent {
            let sizes = usize::from(down()?);
            node.address_size = sizes >> 4;
            node.output_size = sizes & 0xf;
        }
        let inputs = if node.single.is_some() { 0 } else { node.len };
        let index = if node.len > SCANNED { INDEX } else { 0 };
        let length = node.addresses_from_begin() + node.len * node.address_size + inputs + index;
        // `at` is the byte before those just read.
        node.begin = (at + 1).checked_sub(length).filter(|&begin| begin >= HEADER)?;
        Some(node)
    }

    /// The node to which `key` leads, and the sum of the outputs on the way.
    fn descend(&self, key: &[u8]) -> Option<(Node<'a>, u64)> {
        let mut node = self.root()?;
        let mut output = 0u64;
        for &input in key {
            let transition = node.find(input)?;
            output = output.wrapping_add(transition.output);
            node = node.follow(&transition)?;
        }
        Some((node, output))
    }
}

/// The keys that have a common beginning.
#[derive(Debug, Clone, Copy)]
pub struct Branch<'a> {
    node: Node<'a>,
    /// The sum of the outputs up to it.
    output: u64,
}

impl Branch<'_> {
    /// What follows the common beginning in the key of an ordinal, if ordinals rise with keys and this is
    /// the ordinal of one of these.
    pub fn rest(&self, ordinal: u32) -> Option<Vec<u8>> {
        let mut node = self.node;
        let mut left = u64::from(ordinal).checked_sub(self.output)?;
        let mut rest = Vec::new();
        while !node.is_final() || node.final_output() != left {
            let last = node.last_below(left)?;
            if rest.len() >= MAX_KEY {
                return None;
            }
            left = left.saturating_sub(last.output);
            rest.push(last.input);
            node = node.follow(&last)?;
        }
        Some(rest)
    }
}

/// What leads from one node to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Transition {
    /// The byte of the key.
    pub input: u8,
    /// What it adds to the ordinal.
    pub output: u64,
    /// Where the next node is.
    pub address: usize,
}

/// A node: where keys with a common beginning part.
///
/// Its bytes, from the first: the final output, the outputs, the addresses and the inputs of the
/// transitions, each of these with the last transition first, the index, and what
/// [`Dictionary::node`] reads. The addresses are distances down from the first byte.
#[derive(Debug, Clone, Copy)]
pub struct Node<'a> {
    bytes: &'a [u8],
    address: usize,
    /// The first of its bytes.
    begin: usize,
    len: usize,
    address_size: usize,
    output_size: usize,
    is_final: bool,
    /// The only transition leads to the node just before this one.
    adjacent: bool,
    /// The input of the only transition, which does not stand among the inputs.
    single: Option<u8>,
}

impl<'a> Node<'a> {
    /// Where the node is.
    pub fn address(&self) -> usize {
        self.address
    }

    /// True when a key ends here.
    #[inline]
    pub fn is_final(&self) -> bool {
        self.is_final
    }

    /// What is added to the ordinal of a key that ends here.
    #[inline]
    pub fn final_output(&self) -> u64 {
        if self.is_final { number(self.bytes, self.begin, self.output_size) } else { 0 }
    }

    /// The number of transitions.
    #[inline]
    pub fn len(&self) -> usize {
        self.len
    }

    /// True when nothing leads on from here.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Transition number `i`, in the order of the inputs.
    #[inline]
    pub fn transition(&self, i: usize) -> Option<Transition> {
        let back = self.len.checked_sub(i)?.checked_sub(1)?;
        let input = match self.single {
            Some(input) => input,
            None => *self.bytes.get(self.inputs() + back)?,
        };
        let addresses = self.begin + self.addresses_from_begin();
        let outputs = addresses - self.len * self.output_size;
        let output = number(self.bytes, outputs + back * self.output_size, self.output_size);
        let down = if self.adjacent {
            1
        } else {
            number(self.bytes, addresses + back * self.address_size, self.address_size)
        };
        let address =
            if down == 0 { EMPTY } else { (self.begin as u64).checked_sub(down)? as usize };
        Some(Transition { input, output, address })
    }

    /// The transition that `input` takes.
    pub fn find(&self, input: u8) -> Option<Transition> {
        self.position(input).map(|(_, transition)| transition)
    }

    /// The number of the transition that `input` takes, and this.
    #[inline]
    fn position(&self, input: u8) -> Option<(usize, Transition)> {
        let inputs = self.inputs();
        let i = if self.single.is_some() {
            0
        } else if self.len > SCANNED {
            usize::from(*self.bytes.get(inputs + self.len + usize::from(input))?)
        } else {
            let inputs = self.bytes.get(inputs..inputs + self.len)?;
            inputs.iter().rev().position(|&other| other == input)?
        };
        let transition = self.transition(i).filter(|transition| transition.input == input)?;
        Some((i, transition))
    }

    /// The last transition whose output is not above a number, if outputs rise.
    fn last_below(&self, most: u64) -> Option<Transition> {
        let outputs = self.begin + usize::from(self.is_final) * self.output_size;
        let (mut low, mut high) = (0, self.len);
        while low < high {
            let middle = low + (high - low) / 2;
            let at = outputs + (self.len - 1 - middle) * self.output_size;
            if number(self.bytes, at, self.output_size) <= most {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        self.transition(low.checked_sub(1)?)
    }

    /// The node to which one of the transitions leads; none if it does not lead down.
    #[inline]
    pub fn follow(&self, transition: &Transition) -> Option<Node<'a>> {
        if transition.address >= self.address {
            return None;
        }
        Dictionary { bytes: self.bytes, root: EMPTY }.node(transition.address)
    }

    /// Bytes of all outputs.
    #[inline]
    fn addresses_from_begin(&self) -> usize {
        (self.len + usize::from(self.is_final)) * self.output_size
    }

    /// Where the inputs are.
    #[inline]
    fn inputs(&self) -> usize {
        self.begin + self.addresses_from_begin() + self.len * self.address_size
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use fst::{IntoStreamer, Streamer};
    use proptest::collection::{btree_set, vec};
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    /// How many keys any iteration may give before it is stopped.
    const LIMIT: usize = 10_000;

    fn build(keys: &BTreeSet<Vec<u8>>, mut value: impl FnMut(usize) -> u64) -> Vec<u8> {
        let mut builder = fst::MapBuilder::memory();
        for (i, key) in keys.iter().enumerate() {
            builder.insert(key, value(i)).unwrap();
        }
        builder.into_inner().unwrap()
    }

    /// Keys with common beginnings, common endings, wide nodes, and sometimes the empty key.
    fn keys() -> impl Strategy<Value = BTreeSet<Vec<u8>>> {
        let begin = prop::sample::select(vec!["", "a", "ab", "sch", "\u{e4}", "W\0"]);
        let end =
            prop::sample::select(vec!["", "", "s", "ungen", "keitsgesetz", "\u{df}\u{fc}\0X"]);
        let middle = prop_oneof![vec(any::<u8>(), 0..3), vec(b'a'..b'e', 0..6)];
        let key = (begin, middle, end)
            .prop_map(|(begin, middle, end)| [begin.as_bytes(), &middle, end.as_bytes()].concat());
        prop_oneof![btree_set(key.clone(), 0..20), btree_set(key, 0..700)]
    }

    fn collect(dictionary: &Dictionary<'_>, prefix: &[u8]) -> Vec<(Vec<u8>, u32)> {
        let mut found = Vec::new();
        dictionary.starting_with(prefix, &mut |key, ordinal| {
            found.push((key.to_vec(), ordinal));
            true
        });
        found
    }

    fn oracle(map: &fst::Map<&[u8]>, prefix: &[u8]) -> Vec<(Vec<u8>, u32)> {
        let mut found = Vec::new();
        let mut stream = map.range().ge(prefix).into_stream();
        while let Some((key, value)) = stream.next() {
            if key.starts_with(prefix) {
                found.push((key.to_vec(), value as u32));
            }
        }
        found
    }

    /// Visits nodes from `node` on, at most `left`, and compares both ways to a transition.
    fn visit(dictionary: &Dictionary<'_>, node: Node<'_>, valid: bool, left: &mut usize) {
        let mut stack = vec![node];
        while let Some(node) = stack.pop() {
            if *left == 0 {
                return;
            }
            *left -= 1;
            node.final_output();
            assert!(node.transition(node.len()).is_none());
            assert!(node.transition(usize::MAX).is_none());
            let here: Vec<_> = (0..node.len()).filter_map(|i| node.transition(i)).collect();
            for input in 0..=255 {
                let found = node.find(input);
                if valid {
                    assert_eq!(found, here.iter().copied().find(|there| there.input == input));
                }
            }
            if valid {
                assert_eq!(here.len(), node.len());
                assert!(here.is_sorted_by(|a, b| a.input < b.input));
            }
            for transition in here {
                let next = node.follow(&transition);
                assert!(next.is_some() || !valid);
                if let Some(next) = next {
                    assert!(next.address() < node.address());
                    let same = dictionary.node(next.address()).unwrap();
                    assert_eq!((same.len(), same.is_final()), (next.len(), next.is_final()));
                    stack.push(next);
                }
            }
        }
    }

    /// Asks everything of bytes that may be wrong.
    fn ask(bytes: &[u8]) {
        let Some(dictionary) = Dictionary::read(bytes) else { return };
        for prefix in ["", "a", "sch", "s", "t"] {
            dictionary.get(prefix.as_bytes());
            let mut left = LIMIT / 10;
            dictionary.starting_with(prefix.as_bytes(), &mut |key, _| {
                assert!(key.starts_with(prefix.as_bytes()) && key.len() <= MAX_KEY);
                left -= 1;
                left > 0
            });
        }
        for ordinal in [0, 1, 7, 1000, u32::MAX] {
            dictionary.key(ordinal);
        }
        for address in [1, HEADER, bytes.len() - FOOTER, bytes.len(), usize::MAX] {
            dictionary.node(address);
        }
        if let Some(root) = dictionary.root() {
            visit(&dictionary, root, false, &mut (LIMIT / 100));
        }
    }

    /// A dictionary of these nodes, the last of them its root.
    fn raw(nodes: &[u8]) -> Vec<u8> {
        let mut bytes = VERSION.to_vec();
        bytes.extend_from_slice(&[0; 8]);
        bytes.extend_from_slice(nodes);
        let root = bytes.len() as u64 - 1;
        bytes.extend_from_slice(&u64::MAX.to_le_bytes());
        bytes.extend_from_slice(&root.to_le_bytes());
        bytes.extend_from_slice(&[0; 4]);
        bytes
    }

    #[test]
    fn every_byte_is_an_input() {
        // Three of a byte: first in a wide node, then in nodes with a single transition.
        for len in [1, 2, 31, 32, 33, 63, 64, 255, 256] {
            let keys: BTreeSet<Vec<u8>> = (0..len).map(|i| vec![i as u8; 3]).collect();
            let bytes = build(&keys, |i| i as u64);
            let dictionary = Dictionary::read(&bytes).unwrap();
            assert_eq!(dictionary.root().unwrap().len(), len);
            for (i, key) in keys.iter().enumerate() {
                assert_eq!(dictionary.get(key), Some(i as u32));
                assert_eq!(dictionary.key(i as u32).as_ref(), Some(key));
            }
            assert_eq!(collect(&dictionary, b"").len(), len);
            visit(&dictionary, dictionary.root().unwrap(), true, &mut LIMIT.clone());
        }
    }

    #[test]
    fn empty_dictionaries_are_read() {
        let bytes = build(&BTreeSet::new(), |_| 0);
        let dictionary = Dictionary::read(&bytes).unwrap();
        assert_eq!((dictionary.get(b""), dictionary.key(0)), (None, None));
        assert!(collect(&dictionary, b"").is_empty());
        for value in [0, 7] {
            let bytes = build(&BTreeSet::from([Vec::new()]), |_| value);
            let dictionary = Dictionary::read(&bytes).unwrap();
            assert_eq!(collect(&dictionary, b""), [(Vec::new(), value as u32)]);
            assert_eq!(dictionary.key(value as u32), Some(Vec::new()));
            assert_eq!(dictionary.key(3), None);
        }
    }

    #[test]
    fn other_versions_and_short_bytes_are_refused() {
        let bytes = build(&BTreeSet::new(), |_| 0);
        for length in 0..HEADER + FOOTER {
            assert!(Dictionary::read(&bytes[..length]).is_none());
        }
        for version in [0, 1, 2, 4, 255] {
            let mut other = bytes.clone();
            other[0] = version;
            assert!(Dictionary::read(&other).is_none());
        }
    }

    #[test]
    fn long_keys_end() {
        let long = vec![b'e'; 3 * MAX_KEY];
        let fits = vec![b'd'; MAX_KEY];
        let keys = BTreeSet::from([long.clone(), fits.clone()]);
        let bytes = build(&keys, |i| i as u64);
        let dictionary = Dictionary::read(&bytes).unwrap();
        assert_eq!(dictionary.key(0), Some(fits.clone()));
        assert_eq!(dictionary.key(1), None);
        assert_eq!(collect(&dictionary, b""), [(fits, 0)]);
        assert_eq!(dictionary.get(&long), Some(1));
    }

    #[test]
    fn paths_without_a_key_end() {
        // Sixty nodes, both transitions of each lead to the node before; the first is not final.
        let mut nodes = vec![0, 0, 0];
        for _ in 0..60 {
            nodes.extend_from_slice(&[1, 1, b'b', b'a', 0x10, 2]);
        }
        let bytes = raw(&nodes);
        assert!(collect(&Dictionary::read(&bytes).unwrap(), b"").is_empty());
        ask(&bytes);
        // The same with a final node at the end: 2^60 keys.
        nodes[2] = 0x40;
        let bytes = raw(&nodes);
        let dictionary = Dictionary::read(&bytes).unwrap();
        let mut calls = 0;
        dictionary.starting_with(b"", &mut |_, _| {
            calls += 1;
            calls < LIMIT
        });
        assert_eq!(calls, LIMIT);
        ask(&bytes);
    }

    #[test]
    fn every_damaged_byte_is_survived() {
        let words = ["", "a", "schall", "schalungen", "sungen", "singen", "sa", "tungen", "zungen"];
        let wide = (b'A'..=b'f').map(|byte| vec![b's', byte]);
        let keys: BTreeSet<_> =
            words.iter().map(|word| word.as_bytes().to_vec()).chain(wide).collect();
        let bytes = build(&keys, |i| 300 * i as u64 + 1);
        for at in 0..bytes.len() {
            ask(&bytes[..at]);
            for flip in [1, 2, 4, 8, 16, 32, 64, 128, 255, bytes[at]] {
                let mut damaged = bytes.clone();
                damaged[at] ^= flip;
                ask(&damaged);
            }
        }
    }

    proptest! {
        #[test]
        fn keys_are_found(
            keys in keys(),
            absent: Vec<Vec<u8>>,
            cut in 0usize..4,
            first in prop_oneof![Just(0u64), 0u64..10_000],
            steps in prop_oneof![
                Just(vec![1; 700]),
                vec(1u64..100_000, 700),
                vec(1u64..1 << 40, 700),
            ],
        ) {
            let mut next = first;
            let values: Vec<u64> = steps.iter().map(|step| {
                next += step;
                next - step
            }).collect();
            let bytes = build(&keys, |i| values[i]);
            let map = fst::Map::new(&bytes[..]).unwrap();
            let dictionary = Dictionary::read(&bytes).unwrap();
            for (key, &value) in keys.iter().zip(&values) {
                prop_assert_eq!(dictionary.get(key), Some(value as u32));
                if value < u64::from(u32::MAX) {
                    prop_assert_eq!(dictionary.key(value as u32), Some(key.clone()));
                    let after = map.as_fst().get_key(value + 1);
                    prop_assert_eq!(dictionary.key(value as u32 + 1), after);
                }
            }
            let cuts = keys.iter().map(|key| key[..key.len().saturating_sub(cut)].to_vec());
            let longer = keys.iter().map(|key| [key, &b"e"[..]].concat());
            for key in absent.into_iter().chain(cuts).chain(longer) {
                prop_assert_eq!(dictionary.get(&key), map.get(&key).map(|value| value as u32));
            }
            visit(&dictionary, dictionary.root().unwrap(), true, &mut LIMIT.clone());
        }

        #[test]
        fn prefixes_are_walked(
            keys in keys(),
            other: Vec<u8>,
            pick: prop::sample::Index,
            cut in 0usize..9,
            stop in 1usize..20,
        ) {
            let bytes = build(&keys, |i| i as u64);
            let map = fst::Map::new(&bytes[..]).unwrap();
            let dictionary = Dictionary::read(&bytes).unwrap();
            let mut prefixes = vec![Vec::new(), other];
            if !keys.is_empty() {
                let key = keys.iter().nth(pick.index(keys.len())).unwrap();
                prefixes.push(key.clone());
                prefixes.push(key[..cut.min(key.len())].to_vec());
            }
            for prefix in prefixes {
                let expected = oracle(&map, &prefix);
                prop_assert_eq!(&collect(&dictionary, &prefix), &expected);
                let mut calls = 0;
                dictionary.starting_with(&prefix, &mut |_, _| {
                    calls += 1;
                    calls < stop
                });
                prop_assert_eq!(calls, expected.len().min(stop));
            }
        }

        #[test]
        fn damage_is_survived(
            keys in keys(),
            damage in vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
            length in any::<prop::sample::Index>(),
        ) {
            let mut bytes = build(&keys, |i| i as u64);
            for (at, byte) in damage {
                let at = at.index(bytes.len());
                bytes[at] = byte;
            }
            ask(&bytes);
            bytes.truncate(length.index(bytes.len()));
            ask(&bytes);
        }

        #[test]
        fn any_bytes_are_answered(nodes in vec(any::<u8>(), 0..2000), bytes: Vec<u8>) {
            ask(&bytes);
            ask(&raw(&nodes));
        }
    }
}
