//! The query language.
/// A parsed query; any string is one.
#[derive(Debug, Clone)]
pub struct Query {}
impl Query {
    /// Parses a query; it cannot fail.
    pub fn parse(_text: &str) -> Query {
        Query {}
    }
}
