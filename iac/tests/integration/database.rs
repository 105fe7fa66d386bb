//! Environments with a database of their own, which no committed one has: every file that is other than without.

use environment::Workspace;

use crate::common::{self, Copy};
use crate::variants::{AURORA, INSTANCE, file_with_database, with_database};

fn every_file_that_differs(environment: &str, kind: &str, database: &str) {
    let without = common::files(&Workspace::open(&common::repository()).unwrap(), environment);
    let with = common::files(&with_database(environment, database), environment);
    for (name, text) in with.iter().filter(|(name, text)| without.get(*name) != Some(*text)) {
        insta::assert_snapshot!(format!("{kind}__{name}"), text);
    }
    assert!(without.keys().all(|name| with.contains_key(name)));
}

#[test]
fn production_on_aurora() {
    every_file_that_differs("prod", "aurora", AURORA);
}

#[test]
fn development_on_an_instance() {
    every_file_that_differs("dev", "instance", INSTANCE);
}

/// Before the environment is applied, its database and its key have no name; nothing else is waived.
#[test]
fn bootstrap_has_no_finding() {
    for (environment, database) in [("prod", AURORA), ("dev", INSTANCE)] {
        let workspace = with_database(environment, database);
        let bootstrap = workspace.bootstrap().unwrap_or_else(|problems| panic!("{problems}"));
        let environments = workspace.load_all().unwrap_or_else(|problems| panic!("{problems}"));
        let composed = platform::compose_bootstrap(&bootstrap, &environments);
        let proof = render::bootstrap(&bootstrap, composed).unwrap().prove().unwrap().proof;
        let findings = proof.outcome.findings.iter();
        let found: Vec<String> = findings
            .map(|finding| format!("{} {}: {}", finding.rule.id, finding.address, finding.message))
            .collect();
        assert_eq!(found, [""; 0], "{environment}");
        assert_eq!(proof.unused, [], "{environment}");
    }
}

/// The walk knows the database, and what stands before it.
#[test]
fn who_reaches_the_database_is_explained() {
    let copy = Copy::new();
    copy.write("environments/dev.toml", &file_with_database("dev", INSTANCE));
    copy.iac(&["render", "dev"]);
    let explained = |from: &str| copy.iac(&["check", "dev", "--explain", from, "database"]);
    insta::assert_snapshot!("explain_database", explained("patient-service"));
    insta::assert_snapshot!("explain_database_internet", explained("internet"));
}
