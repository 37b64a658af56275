//! Pieces of text, highlighted or not.

/// A run of text, highlighted or not.
///
/// ```ignore-wasm32
/// # let bytes = kwic_indexer::build(&[kwic_indexer::Document {
/// #     id: "a".into(), url: "a.html".into(), title: "Red river".into(), lang: "en".into(),
/// #     ..Default::default()
/// # }]).unwrap();
/// use kwic::{DocId, Index, Query};
///
/// let index = Index::open(&bytes)?;
/// let pieces = index.searcher().title_pieces(DocId(0), &Query::parse("red"));
/// let shown = |p: &kwic::Piece| if p.matched { format!("[{}]", p.text) } else { p.text.clone() };
/// assert_eq!(pieces.iter().map(shown).collect::<String>(), "[Red] river");
/// # Ok::<(), kwic::OpenError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "js", derive(serde::Serialize))]
pub struct Piece {
    /// The text, as the article has it.
    pub text: String,
    /// True where it answers the query.
    pub matched: bool,
}

/// Adds a piece, unless it is empty.
pub(crate) fn push(pieces: &mut Vec<Piece>, text: &str, matched: bool) {
    if !text.is_empty() {
        pieces.push(Piece { text: text.to_string(), matched });
    }
}
