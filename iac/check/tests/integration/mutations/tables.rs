//! The tables of what AWS refuses, silently gets wrong, or lets in.

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use serde::Deserialize;

use super::Mutation;
use super::change::Change;
use super::root::Root;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    row: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    rule: String,
    effect: Effect,
    source: Option<String>,
    mutation: Vec<Made>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Effect {
    Refused,
    Silent,
    Exposed,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Made {
    id: String,
    r#in: String,
    change: Vec<Change>,
}

/// Those that start from this root.
pub(crate) fn mutations(root: &Root) -> Vec<Mutation> {
    let mut ids = HashSet::new();
    let rows = rows();
    let all = rows.into_iter().flat_map(|row| row.mutation);
    let unique = all.inspect(|made| assert!(ids.insert(made.id.clone()), "{} stands twice", made.id));
    unique
        .filter(|made| made.r#in == root.name)
        .map(|made| Mutation {
            id: made.id.clone(),
            path: String::new(),
            of: made.id,
            apply: Box::new(move |trees| made.change.iter().for_each(|change| change.apply(trees))),
        })
        .collect()
}

fn rows() -> Vec<Row> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mutations");
    let files = fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path());
    let tables = files.filter(|path| path.extension().is_some_and(|extension| extension == "toml"));
    let rows: Vec<Row> = tables
        .flat_map(|path| {
            let text = fs::read_to_string(&path).unwrap();
            let table: Table =
                toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            table.row
        })
        .collect();
    for row in &rows {
        assert!(row.source.as_ref().is_none_or(|source| source.starts_with("https://")), "{}", row.rule);
        let (Effect::Refused | Effect::Silent | Effect::Exposed) = row.effect;
    }
    rows
}
