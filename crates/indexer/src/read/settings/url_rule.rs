//! How the urls of pages and articles are made of the paths of their files.

use toml::Spanned;

use super::file::Urls;
use super::keys::mend;
use super::text::SettingsText;
use crate::BuildError;
use crate::read::link;

/// The words for what becomes of an ending.
const WORDS: &[&str] = &["keep", "strip"];

/// Whether an ending stays; as the site writes its links, or as the file is called, where nothing is said.
type Kept = Option<bool>;

/// See the [module](self).
#[derive(Debug, Default)]
pub(crate) struct UrlRule {
    base: String,
    strip_prefix: String,
    /// `.html` of `a.html`.
    pub(crate) html: Kept,
    /// `index.html` of `a/index.html`.
    pub(crate) index: Kept,
    /// The slash of `a/`, where the index is not kept.
    pub(crate) slash: Kept,
}

impl UrlRule {
    pub(super) fn new(file: SettingsText<'_>, table: &Urls) -> Result<UrlRule, BuildError> {
        let kept = |value: &Option<Spanned<String>>| {
            let Some(value) = value else { return Ok(None) };
            let word = value.get_ref();
            if WORDS.contains(&word.as_str()) {
                return Ok(Some(word == "keep"));
            }
            let detail = format!("{word:?} does not say what becomes of it");
            Err(file.broken(value.span().start, &detail, &mend(word, WORDS)))
        };
        let folder = |value: &Option<Spanned<String>>| {
            let text = value.as_ref().map_or("", |value| value.get_ref().trim());
            if text.is_empty() || text.ends_with('/') {
                text.to_owned()
            } else {
                format!("{text}/")
            }
        };
        if let Some(base) = &table.base
            && (link::runs_code(base.get_ref()) || base.get_ref().contains(['#', '?']))
        {
            let detail = format!("{:?} is no folder of a site", base.get_ref());
            let mend = "write a folder, such as `/docs/`, or a whole address, such as `https://example.org/docs/`";
            return Err(file.broken(base.span().start, &detail, mend));
        }
        Ok(UrlRule {
            base: folder(&table.base),
            strip_prefix: folder(&table.strip_prefix).trim_start_matches(['.', '/']).to_owned(),
            html: kept(&table.html)?,
            index: kept(&table.index)?,
            slash: kept(&table.slash)?,
        })
    }

    /// The url of an article in a file, whose path below the input folder ends in `.html` by now.
    pub(crate) fn of_article(&self, path: String) -> String {
        let (folder, name) = match path.rsplit_once('/') {
            Some((folder, name)) => (folder, name),
            None => ("", &*path),
        };
        let slash = if self.slash == Some(false) { "" } else { "/" };
        let url = match name {
            "index.html" if self.index == Some(false) && folder.is_empty() => "./".to_owned(),
            "index.html" if self.index == Some(false) => format!("{folder}{slash}"),
            name if name != "index.html" && self.html == Some(false) => {
                path.strip_suffix(".html").unwrap_or(&path).to_owned()
            }
            _ => path,
        };
        self.placed(url)
    }

    /// A url from the top of the input, where the site has it.
    pub(crate) fn placed(&self, url: String) -> String {
        let url = match url.strip_prefix(&self.strip_prefix) {
            Some("") => "./",
            Some(rest) => rest,
            None => &url,
        };
        match &*self.base {
            "" => url.to_owned(),
            base => format!("{base}{}", url.strip_prefix("./").unwrap_or(url)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::UrlRule;

    fn rule(base: &str, prefix: &str, html: Option<bool>, index: Option<bool>) -> UrlRule {
        UrlRule { base: base.into(), strip_prefix: prefix.into(), html, index, slash: None }
    }

    fn urls(rule: &UrlRule) -> [String; 3] {
        ["index.html", "docs/index.html", "docs/a.html"].map(|path| rule.of_article(path.into()))
    }

    #[test]
    fn without_a_rule_a_url_is_the_path() {
        assert_eq!(urls(&UrlRule::default()), ["index.html", "docs/index.html", "docs/a.html"]);
    }

    #[test]
    fn endings_go_where_they_are_not_kept() {
        let off = Some(false);
        assert_eq!(urls(&rule("", "", off, off)), ["./", "docs/", "docs/a"]);
        let bare = UrlRule { slash: off, ..rule("", "", off, off) };
        assert_eq!(urls(&bare), ["./", "docs", "docs/a"]);
        assert_eq!(urls(&rule("", "", off, None))[1..], ["docs/index.html", "docs/a"]);
    }

    #[test]
    fn the_folder_of_the_site_comes_before_and_that_of_the_source_goes() {
        let off = Some(false);
        assert_eq!(urls(&rule("/x/", "docs/", off, off)), ["/x/", "/x/", "/x/a"]);
        assert_eq!(urls(&rule("", "docs/", None, off)), ["./", "./", "a.html"]);
        assert_eq!(rule("https://a.b/", "", None, None).placed("./".into()), "https://a.b/");
    }
}
