//! The modules that ask a server for the search box, as an owner of a site copies them.
use crate::args::Server;

/// A module: its name, and its text.
type Module = (&'static str, &'static str);

macro_rules! module {
    ($name:literal) => {
        ($name, include_str!(concat!("../../adapters/", $name)))
    };
}

/// What both adapters import.
const SHARED: [Module; 7] = [
    module!("engine.js"),
    module!("filters.js"),
    module!("passages.js"),
    module!("pieces.js"),
    module!("problem.js"),
    module!("question.js"),
    module!("servers.js"),
];

/// The adapter for a server, first, and the modules that it imports.
pub(super) fn of(server: Server) -> Vec<Module> {
    let adapter = match server {
        Server::Typesense => module!("typesense.js"),
        Server::Elasticsearch => module!("elasticsearch.js"),
    };
    [adapter].into_iter().chain(SHARED).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_adapter_is_handed_on_with_all_that_it_imports() {
        for server in [Server::Typesense, Server::Elasticsearch] {
            let modules = of(server);
            let names: Vec<&str> = modules.iter().map(|(name, _)| *name).collect();
            for (name, text) in &modules {
                for imported in text.lines().filter_map(|line| line.split(" from \"./").nth(1)) {
                    let imported = imported.trim_end_matches("\";");
                    assert!(names.contains(&imported), "{name} imports {imported}");
                }
            }
        }
    }
}
