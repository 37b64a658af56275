//! What a page says of itself beside its text.

use super::json_ld::{self, JsonLd};
use super::marks::{Mark, Marks};
use super::tree::Tree;
use crate::infer::language;
use crate::infer::spacing::collapsed;
use crate::read::link;
use crate::read::own_filters::{clash, settle};

/// The facts of one page; what can only be told beside the other pages is decided by [`super::site`].
#[derive(Debug, Default)]
pub(crate) struct Facts {
    /// What the page calls itself, from what counts most to what counts least, `<title>` left out.
    pub(crate) titles: Vec<String>,
    /// `<title>`, which may end with the name of the site.
    pub(crate) page_title: Option<String>,
    pub(crate) site_name: Option<String>,
    pub(crate) published: Option<String>,
    pub(crate) modified: Option<String>,
    pub(crate) lang: Option<String>,
    pub(crate) canonical: Option<String>,
    pub(crate) author: Option<String>,
    pub(crate) tags: Vec<String>,
    pub(crate) image: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) breadcrumbs: Vec<String>,
    pub(crate) is_noindex: bool,
    /// Where the page sends its reader at once.
    pub(crate) redirect: Option<String>,
    /// Where its links to pages of the site lead, as written.
    pub(crate) links: Vec<String>,
    /// What only the page's own attributes say.
    pub(crate) url: Option<String>,
    pub(crate) source: Option<String>,
    /// Filters by their names, in the order of the page.
    pub(crate) filters: Vec<(String, String)>,
    /// What own attributes name that is no fact.
    pub(crate) unknown: Vec<String>,
    /// Names of filters that cannot be, each once.
    pub(crate) clashing: Vec<String>,
}

impl Facts {
    /// Adds what stands in `<meta>` of these names to the filters, and sets what filters say of other facts.
    pub(crate) fn settle_filters(&mut self, tree: &Tree, wanted: &[String]) {
        let is_meta = |at: &usize| tree.name(*at) == "meta";
        for at in (1..tree.len()).filter(is_meta).take_while(|_| !wanted.is_empty()) {
            let name = tree.attribute(at, "name").or_else(|| tree.attribute(at, "property"));
            let is_name = |key: &&String| name.is_some_and(|name| name.eq_ignore_ascii_case(key));
            let content = collapsed(tree.attribute(at, "content").unwrap_or_default());
            if let Some(key) = wanted.iter().find(is_name)
                && !content.is_empty()
            {
                self.filters.push((key.clone(), content));
            }
        }
        let filters = std::mem::take(&mut self.filters);
        for (name, _) in &filters {
            if clash(name).is_some() && !self.clashing.contains(name) {
                self.clashing.push(name.clone());
            }
        }
        self.filters = settle(filters, &mut self.tags, &mut self.source, &mut self.lang);
    }
}

/// Reads the facts of a page. `marks` tells which headings are text.
pub(crate) fn read(tree: &Tree, marks: &Marks) -> Facts {
    let meta = Meta::new(tree);
    let linked = json_ld(tree);
    let day =
        |texts: &[Option<String>]| texts.iter().flatten().find_map(|text| super::dates::day(text));
    let published = day(&[
        linked.published,
        meta.get(&["article:published_time", "article:published", "og:article:published_time"]),
        item(tree, "datePublished"),
        meta.get(&[
            "date",
            "dc.date",
            "dc.date.issued",
            "dcterms.date",
            "dcterms.created",
            "pubdate",
            "publish-date",
            "publishdate",
            "parsely-pub-date",
            "sailthru.date",
            "citation_publication_date",
            "dateofpublication",
        ]),
        time(tree, marks),
    ]);
    let modified = day(&[
        linked.modified,
        meta.get(&[
            "article:modified_time",
            "og:updated_time",
            "last-modified",
            "dcterms.modified",
            "revised",
        ]),
        item(tree, "dateModified"),
    ]);
    let page_title =
        element(tree, "title").map(|at| tree.line(at)).filter(|title| !title.is_empty());
    let shown = headings(tree, marks);
    let is_shown = |title: &String| {
        page_title.as_ref().is_some_and(|page| page.contains(&**title))
            || shown.iter().any(|heading| heading == title)
    };
    let mut titles = Vec::new();
    titles.extend(linked.headline.filter(is_shown));
    titles.extend(
        meta.get(&["og:title", "twitter:title"])
            .filter(|title| !title.is_empty() && is_shown(title)),
    );
    if let [only] = &shown[..] {
        titles.push(only.clone());
    }
    let robots = meta.all(&["robots", "googlebot"]).join(",").to_ascii_lowercase();
    let mut tags = meta.all(&["article:tag"]);
    if tags.is_empty() {
        tags = linked.keywords;
    }
    if tags.is_empty() {
        let words = meta.get(&["keywords", "news_keywords"]).unwrap_or_default();
        tags = words.split(',').map(collapsed).filter(|tag| !tag.is_empty()).collect();
    }
    if tags.is_empty() {
        tags =
            with_rel(tree, "tag").map(|at| tree.line(at)).filter(|tag| !tag.is_empty()).collect();
    }
    tags.dedup();
    let mut breadcrumbs = linked.breadcrumbs;
    if breadcrumbs.is_empty() {
        breadcrumbs = trail(tree);
    }
    Facts {
        titles,
        page_title,
        site_name: meta.get(&["og:site_name", "application-name"]),
        published,
        modified,
        lang: element(tree, "html")
            .and_then(|html| {
                tree.attribute(html, "lang").or_else(|| tree.attribute(html, "xml:lang"))
            })
            .map(str::to_owned)
            .or_else(|| meta.get(&["content-language", "og:locale"]))
            .or(linked.language)
            .and_then(|tag| language::primary_subtag(&tag)),
        canonical: with_rel(tree, "canonical")
            .find_map(|at| tree.attribute(at, "href"))
            .map(|url| url.trim().to_owned()),
        author: linked.author.or_else(|| {
            let author = meta.get(&[
                "author",
                "article:author_name",
                "dc.creator",
                "parsely-author",
                "citation_author",
            ]);
            author
                .filter(|name| !name.contains("://"))
                .or_else(|| {
                    with_rel(tree, "author").map(|at| tree.line(at)).find(|name| !name.is_empty())
                })
                .or_else(|| item(tree, "author").filter(|name| name.len() < 100))
        }),
        tags,
        image: meta
            .get(&["og:image", "og:image:url", "twitter:image"])
            .or(linked.image)
            .filter(|url| !link::runs_code(url)),
        description: meta
            .get(&["description", "og:description", "twitter:description"])
            .or(linked.description),
        breadcrumbs,
        is_noindex: robots.split(',').any(|word| matches!(word.trim(), "noindex" | "none")),
        redirect: redirect(tree),
        links: links(tree),
        ..Facts::default()
    }
}

/// The `<meta>` elements of a page: names in lower case, and contents.
struct Meta(Vec<(String, String)>);

impl Meta {
    fn new(tree: &Tree) -> Meta {
        let mut all = Vec::new();
        for at in (1..tree.len()).filter(|&at| tree.name(at) == "meta") {
            let name = ["property", "name", "http-equiv", "itemprop"]
                .iter()
                .find_map(|key| tree.attribute(at, key));
            if let (Some(name), Some(content)) = (name, tree.attribute(at, "content")) {
                let content = collapsed(content);
                if !content.is_empty() {
                    all.push((name.to_ascii_lowercase(), content));
                }
            }
        }
        Meta(all)
    }

    /// The first content by one of these names, in their order.
    fn get(&self, names: &[&str]) -> Option<String> {
        let by_name = |name: &&str| self.0.iter().find(|(found, _)| found == name);
        names.iter().find_map(by_name).map(|(_, content)| content.clone())
    }

    fn all(&self, names: &[&str]) -> Vec<String> {
        let meant = self.0.iter().filter(|(name, _)| names.contains(&&**name));
        meant.map(|(_, content)| content.clone()).collect()
    }
}

fn json_ld(tree: &Tree) -> JsonLd {
    let mut facts = JsonLd::default();
    for at in (1..tree.len()).filter(|&at| tree.name(at) == "script") {
        if tree
            .attribute(at, "type")
            .is_some_and(|kind| kind.trim().starts_with("application/ld+json"))
        {
            tree.inside(at).for_each(|text| json_ld::read(tree.text(text), &mut facts));
        }
    }
    facts
}

fn element(tree: &Tree, name: &str) -> Option<usize> {
    (1..tree.len()).find(|&at| tree.name(at) == name)
}

/// Links of this relation.
fn with_rel<'t>(tree: &'t Tree, rel: &'t str) -> impl Iterator<Item = usize> + 't {
    (1..tree.len()).filter(move |&at| {
        matches!(tree.name(at), "a" | "link")
            && tree
                .attribute(at, "rel")
                .is_some_and(|found| found.split_ascii_whitespace().any(|one| one == rel))
    })
}

/// What the microdata of the page says: an attribute that holds it, or the text.
fn item(tree: &Tree, property: &str) -> Option<String> {
    let at = (1..tree.len()).find(|&at| tree.attribute(at, "itemprop") == Some(property))?;
    let value = ["datetime", "content"].iter().find_map(|key| tree.attribute(at, key));
    Some(value.map_or_else(|| tree.line(at), collapsed)).filter(|text| !text.is_empty())
}

/// The first `<time>` that says when the page was published, or else the first in its header.
fn time(tree: &Tree, marks: &Marks) -> Option<String> {
    let times = || (1..tree.len()).filter(|&at| tree.name(at) == "time");
    // Behind the first long paragraph stand the dates of other things.
    let is_text = |at: &usize| {
        tree.name(*at) == "p" && marks.of(*at) <= Mark::Text && tree.line(*at).len() > 200
    };
    let first_text = (1..tree.len()).find(is_text).unwrap_or(tree.len());
    let datetime = |at: usize| tree.attribute(at, "datetime").map(collapsed);
    let is_published = |at: &usize| {
        tree.attribute(*at, "pubdate").is_some()
            || tree.classes(*at).any(|class| {
                matches!(class, "published" | "dt-published" | "entry-date" | "post-date")
            })
    };
    let is_at_top = |at: &usize| {
        marks.of(*at) != Mark::Out
            && (tree.ancestors(*at).any(|above| tree.name(above) == "header") || *at < first_text)
    };
    times().find(is_published).or_else(|| times().find(is_at_top)).and_then(datetime)
}

/// The texts of the `h1` of a page that are text.
fn headings(tree: &Tree, marks: &Marks) -> Vec<String> {
    let all = (1..tree.len()).filter(|&at| tree.name(at) == "h1" && marks.of(at) <= Mark::Text);
    all.map(|at| shown(tree, marks, at)).filter(|text| !text.is_empty()).collect()
}

/// The text in a node without what is left out of it.
fn shown(tree: &Tree, marks: &Marks, node: usize) -> String {
    let texts: String = tree
        .inside(node)
        .filter(|&at| marks.of(at) != Mark::Out)
        .map(|at| if tree.name(at) == "br" { " " } else { tree.text(at) })
        .collect();
    collapsed(&texts)
}

/// The names on the way to the page, as it shows them.
fn trail(tree: &Tree) -> Vec<String> {
    let is_trail = |at: &usize| {
        let label = tree.attribute(*at, "aria-label").unwrap_or_default().to_ascii_lowercase();
        let mut classes = tree.classes(*at);
        label.starts_with("breadcrumb")
            || classes.any(|class| {
                matches!(
                    class,
                    "breadcrumb" | "breadcrumbs" | "wy-breadcrumbs" | "theme-doc-breadcrumbs"
                )
            })
    };
    let Some(at) = (1..tree.len()).find(is_trail) else { return Vec::new() };
    let links = tree
        .inside(at)
        .filter(|&inside| tree.name(inside) == "a" && tree.attribute(inside, "href").is_some());
    links.map(|link| tree.line(link)).filter(|name| !name.is_empty()).collect()
}

/// A page that sends its reader elsewhere within five seconds.
fn redirect(tree: &Tree) -> Option<String> {
    let is_refresh = |at: &usize| {
        tree.name(*at) == "meta"
            && tree
                .attribute(*at, "http-equiv")
                .is_some_and(|value| value.eq_ignore_ascii_case("refresh"))
    };
    // With scripts, as nearly all readers have them, what stands in `noscript` does nothing.
    let counts = |at: &usize| !tree.ancestors(*at).any(|above| tree.name(above) == "noscript");
    let content = (1..tree.len())
        .filter(is_refresh)
        .find(counts)
        .and_then(|at| tree.attribute(at, "content"))?;
    let (seconds, rest) = content.split_once([';', ','])?;
    let seconds: f32 = seconds.trim().parse().ok()?;
    let rest = rest.trim_start();
    let is_url = rest.get(..3).is_some_and(|key| key.eq_ignore_ascii_case("url"));
    let url = is_url.then(|| rest[3..].trim_start().strip_prefix('='))??;
    (seconds <= 5.0).then(|| url.trim().trim_matches(['"', '\'']).to_owned())
}

/// Where the links of a page lead that name no host.
fn links(tree: &Tree) -> Vec<String> {
    /// So many tell how a site writes its links.
    const ENOUGH: usize = 200;
    let hrefs = (1..tree.len())
        .filter(|&at| tree.name(at) == "a")
        .filter_map(|at| tree.attribute(at, "href"));
    let own = hrefs.filter(|href| link::scheme(href).is_none() && !href.starts_with("//"));
    let paths =
        own.filter_map(|href| href.split(['#', '?']).next()).filter(|path| !path.is_empty());
    paths.take(ENOUGH).map(str::to_owned).collect()
}
