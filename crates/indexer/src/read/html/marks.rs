//! What becomes of the text of each node.

use super::tree::Tree;

/// What becomes of a text, from the most to the least.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) enum Mark {
    /// It counts as much as a heading.
    Heading,
    /// It is text of the page.
    #[default]
    Text,
    /// It can be found and counts little.
    Aside,
    /// It is no text.
    Out,
}

/// The mark of each node: the least of its own and those of the elements it stands in.
#[derive(Debug, Clone)]
pub(crate) struct Marks(Vec<Mark>);

impl Marks {
    /// Nothing is marked.
    pub(crate) fn new(tree: &Tree) -> Marks {
        Marks(vec![Mark::Text; tree.len()])
    }

    pub(crate) fn of(&self, node: usize) -> Mark {
        self.0[node]
    }

    /// Marks a node and all in it, except for what is marked as less already.
    pub(crate) fn set(&mut self, tree: &Tree, node: usize, mark: Mark) {
        for own in &mut self.0[node..tree.end(node)] {
            if *own == Mark::Text || mark > *own {
                *own = mark;
            }
        }
    }

    /// Leaves out all that stands in none of these nodes.
    pub(crate) fn keep_only(&mut self, tree: &Tree, nodes: &[usize]) {
        let mut kept = vec![false; self.0.len()];
        for &node in nodes {
            kept[node..tree.end(node)].fill(true);
        }
        for (mark, kept) in self.0.iter_mut().zip(kept) {
            if !kept {
                *mark = Mark::Out;
            }
        }
    }
}
