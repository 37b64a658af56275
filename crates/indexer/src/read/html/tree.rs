//! The tree of a page in reading order: what stands in an element follows it without a gap.

use dom_query::{Document, NodeData, NodeId};
use html5ever::LocalName;
use tendril::StrTendril;

/// An element or a text.
#[derive(Debug)]
pub(crate) struct Node {
    /// The number of the element that it stands in; its own for the root.
    pub(crate) parent: usize,
    /// The number behind that of the last node in it.
    pub(crate) end: usize,
    /// Where it stands in the tree that it was made of.
    pub(crate) source: NodeId,
    pub(crate) content: Content,
}

#[derive(Debug)]
pub(crate) enum Content {
    Element { name: LocalName, attributes: Vec<(LocalName, StrTendril)> },
    Text(StrTendril),
}

/// The elements and texts of a page. Node 0 stands for the page.
#[derive(Debug)]
pub(crate) struct Tree {
    nodes: Vec<Node>,
}

impl Tree {
    pub(crate) fn new(document: &Document) -> Tree {
        let root = document.root();
        let page = Content::Element { name: LocalName::from(""), attributes: Vec::new() };
        let mut nodes = vec![Node { parent: 0, end: 0, source: root.id, content: page }];
        // The elements that are open, innermost last, as numbers here.
        let mut open = vec![0];
        let mut next = root.first_child();
        let mut above = root;
        loop {
            if let Some(node) = next {
                let content = node.query(|node| match &node.data {
                    NodeData::Element(element) => Some(Content::Element {
                        name: element.name.local.clone(),
                        attributes: element
                            .attrs
                            .iter()
                            .map(|attr| (attr.name.local.clone(), attr.value.clone()))
                            .collect(),
                    }),
                    NodeData::Text { contents } => Some(Content::Text(contents.clone())),
                    _ => None,
                });
                let parent = open.last().copied().unwrap_or_default();
                if let Some(content) = content.flatten() {
                    let is_element = matches!(content, Content::Element { .. });
                    nodes.push(Node { parent, end: nodes.len() + 1, source: node.id, content });
                    if is_element && let Some(child) = node.first_child() {
                        open.push(nodes.len() - 1);
                        above = node;
                        next = Some(child);
                        continue;
                    }
                }
                next = node.next_sibling();
                continue;
            }
            let Some(closed) = open.pop() else { break };
            let end = nodes.len();
            if let Some(node) = nodes.get_mut(closed) {
                node.end = end;
            }
            next = above.next_sibling();
            let Some(parent) = above.parent() else { break };
            above = parent;
        }
        Tree { nodes }
    }

    pub(crate) fn len(&self) -> usize {
        self.nodes.len()
    }

    pub(crate) fn node(&self, number: usize) -> &Node {
        &self.nodes[number]
    }

    pub(crate) fn parent(&self, number: usize) -> usize {
        self.nodes[number].parent
    }

    /// The number behind the last node that stands in this one.
    pub(crate) fn end(&self, number: usize) -> usize {
        self.nodes[number].end
    }

    /// The name of an element, in lower case; empty for text.
    pub(crate) fn name(&self, number: usize) -> &str {
        match &self.nodes[number].content {
            Content::Element { name, .. } => name,
            Content::Text(_) => "",
        }
    }

    /// The words of a text; empty for elements.
    pub(crate) fn text(&self, number: usize) -> &str {
        match &self.nodes[number].content {
            Content::Text(text) => text,
            Content::Element { .. } => "",
        }
    }

    pub(crate) fn is_text(&self, number: usize) -> bool {
        matches!(self.nodes[number].content, Content::Text(_))
    }

    pub(crate) fn attribute(&self, number: usize, key: &str) -> Option<&str> {
        match &self.nodes[number].content {
            Content::Element { attributes, .. } => {
                attributes.iter().find(|(name, _)| &**name == key).map(|(_, value)| &**value)
            }
            Content::Text(_) => None,
        }
    }

    /// The names in the attribute `class`.
    pub(crate) fn classes(&self, number: usize) -> impl Iterator<Item = &str> {
        self.attribute(number, "class").unwrap_or_default().split_ascii_whitespace()
    }

    pub(crate) fn has_class(&self, number: usize, class: &str) -> bool {
        self.classes(number).any(|name| name == class)
    }

    /// All nodes in this one, in reading order.
    pub(crate) fn inside(&self, number: usize) -> std::ops::Range<usize> {
        number + 1..self.end(number)
    }

    /// The elements that this node stands in, innermost first, the page left out.
    pub(crate) fn ancestors(&self, number: usize) -> impl Iterator<Item = usize> {
        let up = |at: &usize| Some(self.parent(*at)).filter(|&parent| parent > 0);
        std::iter::successors(up(&number), up)
    }

    /// The children of an element.
    pub(crate) fn children(&self, number: usize) -> impl Iterator<Item = usize> {
        let end = self.end(number);
        let first = Some(number + 1).filter(|&first| first < end);
        std::iter::successors(first, move |&at| Some(self.end(at)).filter(|&next| next < end))
    }

    /// The text in a node as one line.
    pub(crate) fn line(&self, number: usize) -> String {
        let texts: String = (number..self.end(number)).map(|at| self.text(at)).collect();
        crate::infer::spacing::collapsed(&texts)
    }
}
