//! Environments with a database of their own, which no committed one has: every file that is other than without.

use environment::Workspace;

use crate::common::{self, Copy};
use crate::variants::{AURORA, INSTANCE, file_with_database, with_database, with_reader};

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

/// Whoever serves is told of the reader where there is to be one, and whoever looks after the database is not.
#[test]
fn stale_reads_at_the_reader() {
    let files = common::files(&with_database("prod", &with_reader()), "prod");
    let document: serde_json::Value = serde_json::from_str(&files["services.tf.json"]).unwrap();
    let definitions = document["resource"]["aws_ecs_task_definition"].as_object().unwrap();
    for (name, definition) in definitions {
        let containers: serde_json::Value =
            serde_json::from_str(definition["container_definitions"].as_str().unwrap()).unwrap();
        let variables = containers[0]["environment"].as_array().unwrap();
        let told = variables.iter().find(|variable| variable["name"] == "DATABASE_READER_URL");
        let role = name.replace('-', "_");
        let url = format!(
            "postgres://{role}@${{aws_rds_cluster.main.reader_endpoint}}:5432/{role}?sslmode=verify-full"
        );
        let serves = !name.ends_with("_setup") && !name.ends_with("_migrate");
        assert_eq!(
            told.map(|variable| variable["value"].as_str().unwrap()),
            serves.then_some(&*url),
            "{name}"
        );
    }
    let (_, readme) = files["README.md"].split_once("### Reads that may be stale").unwrap();
    insta::assert_snapshot!(readme.split_once("### When an alarm rings").unwrap().0, @"


    Lists, searches, histories and free times come from the reader, which is behind the writer by less than 100 ms as a rule; the
    alarm on replica lag says when it is not. What is read to be changed, and what a change is checked against, comes from the
    writer. Where the reader does not answer the writer does, and the services count it (`ReaderFallbacks`).

    ### Connections

    20 tasks at the services' maxima, twice while a deployment goes on, with 5 connections each to the writer and as many to
    the reader, which are one machine when the other fails, and 10 for AWS and for people:
    2 × 20 × 5 × 2 + 10 = 410, of 1665 that each machine takes. `render` refuses more.
    ");
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
