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

/// The master's secret is named by what starts the setup of a service's database, and by nobody else; and no task that runs once
/// names an image, so that none is left behind when another is deployed.
#[test]
fn one_off_tasks() {
    for (environment, database) in [("prod", AURORA), ("dev", INSTANCE)] {
        let files = common::files(&with_database(environment, database), environment);
        let resources = |file: &str, kind: &str| {
            let document: serde_json::Value = serde_json::from_str(&files[file]).unwrap();
            document["resource"][kind].as_object().unwrap().clone()
        };
        let names_secret = |(name, block): (String, serde_json::Value)| {
            block.to_string().contains("master_user_secret").then_some(name)
        };
        let policies: Vec<String> =
            resources("identity.tf.json", "aws_iam_policy").into_iter().filter_map(names_secret).collect();
        assert_eq!(policies, ["appointment-service_setup_execution", "patient-service_setup_execution"]);
        let definitions = resources("services.tf.json", "aws_ecs_task_definition");
        let with_secret: Vec<String> = definitions.clone().into_iter().filter_map(names_secret).collect();
        assert_eq!(with_secret, ["appointment-service_setup", "patient-service_setup"]);
        for (name, definition) in definitions {
            let serves = !name.ends_with("_setup") && !name.ends_with("_migrate");
            let containers = definition["container_definitions"].as_str().unwrap();
            assert_eq!(containers.contains(":none-deployed-yet"), !serves, "{name}");
            assert_eq!(containers.contains("aws_ssm_parameter"), serves, "{name}");
            assert_eq!(definition["track_latest"], serves, "{name}");
        }
    }
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
