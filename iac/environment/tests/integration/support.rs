//! A good environment, and what becomes of it when a file says something else.

use environment::{Environment, Problems, Workspace};

/// Everything that an environment needs, as the shared defaults say it.
pub(crate) const GOOD: &str = include_str!("good.toml");

/// Loads the environment `test`, which says this and leaves the rest to the good defaults.
pub(crate) fn load(file: &str) -> Result<Environment, Problems> {
    load_as("test", file)
}

/// Loads an environment of that name.
pub(crate) fn load_as(name: &str, file: &str) -> Result<Environment, Problems> {
    let path = format!("environments/{name}.toml");
    Workspace::of_texts([(path.as_str(), file), ("environments/shared/defaults.toml", GOOD)]).load(name)
}

/// What is wrong with a file.
#[track_caller]
pub(crate) fn bad(file: &str) -> String {
    match load(file) {
        Ok(environment) => panic!("nothing is wrong with {environment:#?}"),
        Err(problems) => problems.to_string(),
    }
}

/// A file with which nothing is wrong, and nothing is doubtful.
#[track_caller]
pub(crate) fn good(file: &str) -> Environment {
    let environment = load(file).unwrap_or_else(|problems| panic!("{problems}"));
    let warnings: Vec<String> = environment.warnings.iter().map(ToString::to_string).collect();
    assert!(warnings.is_empty(), "{}", warnings.join("\n"));
    environment
}

/// What is doubtful about a file with which nothing is wrong.
#[track_caller]
pub(crate) fn doubtful(file: &str) -> String {
    let environment = load(file).unwrap_or_else(|problems| panic!("{problems}"));
    let warnings: Vec<String> = environment.warnings.iter().map(ToString::to_string).collect();
    assert!(!warnings.is_empty());
    warnings.join("\n")
}

/// So many services `service-<number>`, with a path and a secret each.
pub(crate) fn services(count: usize, more: impl Fn(usize) -> String) -> String {
    let service = |at: usize| {
        format!(
            "[services.service-{at}]\npaths = [\"/api/s{at}/*\"]\nsecrets.DATABASE_URL.secrets-manager = \"s{at}\"\n{}\n",
            more(at)
        )
    };
    (0..count).map(service).collect::<Vec<_>>().concat()
}
