//! A rendered root in memory, and what the check says of it.

use std::collections::{BTreeMap, HashSet};
use std::path::Path;

use check::{Subject, Versions};
use configuration::{Directory, Source};
use serde_json::Value;

/// Files by name, as trees.
pub(crate) type Trees = BTreeMap<String, Value>;

/// A rendered root.
pub(crate) struct Root {
    pub(crate) name: &'static str,
    pub(crate) trees: Trees,
    sources: Vec<Source>,
    before: HashSet<Said>,
}

/// A finding, as far as it tells one from another.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Said {
    pub(crate) rule: &'static str,
    pub(crate) address: String,
    pub(crate) path: String,
    message: String,
}

impl Root {
    /// The roots that the repository renders.
    pub(crate) fn all() -> [Self; 3] {
        ["bootstrap", "dev", "prod"].map(Self::read)
    }

    fn read(name: &'static str) -> Self {
        let generated = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../generated");
        let sources = Directory::read(&generated.join(name)).unwrap().sources;
        let tree = |source: &Source| (source.name.clone(), serde_json::from_str(&source.text).unwrap());
        let trees = sources.iter().map(tree).collect();
        let before = findings(&sources).into_iter().collect();
        Self { name, trees, sources, before }
    }

    /// What is said of the changed files that is not said of these.
    pub(crate) fn new_findings(&self, change: impl FnOnce(&mut Trees)) -> Vec<Said> {
        let mut trees = self.trees.clone();
        change(&mut trees);
        assert!(trees != self.trees, "nothing is changed");
        let text = |name: &str, tree: &Value| match self.sources.iter().find(|source| source.name == *name) {
            Some(source) if self.trees.get(name) == Some(tree) => source.text.clone(),
            _ => tree.to_string(),
        };
        let sources: Vec<Source> =
            trees.iter().map(|(name, tree)| Source { name: name.clone(), text: text(name, tree) }).collect();
        findings(&sources).into_iter().filter(|finding| !self.before.contains(finding)).collect()
    }
}

fn findings(sources: &[Source]) -> Vec<Said> {
    let subject = Subject { sources, complete: true, versions: Versions::Every, waivers: &[] };
    let outcome = check::check(&subject).unwrap();
    let said = outcome.findings.into_iter().map(|finding| Said {
        rule: finding.rule.id,
        address: finding.address,
        path: finding.path,
        message: finding.message,
    });
    said.collect()
}

impl Root {
    /// Every resource and data source, with its body.
    pub(crate) fn addresses(&self) -> Vec<(String, &Value)> {
        let mut found = Vec::new();
        for tree in self.trees.values() {
            for (keyword, prefix) in [("resource", ""), ("data", "data.")] {
                for (ty, named) in tree.get(keyword).and_then(Value::as_object).into_iter().flatten() {
                    for (name, body) in named.as_object().into_iter().flatten() {
                        found.push((format!("{prefix}{ty}.{name}"), body));
                    }
                }
            }
        }
        found
    }
}

/// The body of a resource or data source.
pub(crate) fn body<'t>(trees: &'t mut Trees, address: &str) -> &'t mut Value {
    let way: Vec<&str> = if address.starts_with("data.") {
        address.splitn(3, '.').collect()
    } else {
        ["resource"].into_iter().chain(address.splitn(2, '.')).collect()
    };
    let found =
        trees.values_mut().find_map(|tree| way.iter().try_fold(tree, |value, key| value.get_mut(key)));
    found.unwrap_or_else(|| panic!("{address} is not there"))
}
