//! Databases: those of the committed environments, and of one whose databases are somebody else's.

use environment::Workspace;

use crate::common::{self, Copy};
use crate::variants::{external_databases, with_reader};

fn committed() -> Workspace {
    Workspace::open(&common::repository()).unwrap()
}

#[test]
fn every_file_that_differs_where_databases_are_somebody_elses() {
    let own = common::files(&committed(), "dev");
    let external = common::files(&external_databases(), "dev");
    for (name, text) in external.iter().filter(|(name, text)| own.get(*name) != Some(*text)) {
        insta::assert_snapshot!(format!("external__{name}"), text);
    }
    assert!(!external.contains_key("database.tf.json"));
}

/// The master's secret is named by what the setup of a service's database may do and is told, and by nobody else; what is in
/// it comes into no container's environment; and no task that runs once names an image, so that none is left behind when
/// another is deployed.
#[test]
fn one_off_tasks() {
    for environment in ["dev", "prod"] {
        let files = common::files(&committed(), environment);
        let resources = |file: &str, kind: &str| {
            let document: serde_json::Value = serde_json::from_str(&files[file]).unwrap();
            document["resource"][kind].as_object().unwrap().clone()
        };
        let names_secret = |(name, block): (String, serde_json::Value)| {
            block.to_string().contains("master_user_secret").then_some(name)
        };
        let policies: Vec<String> =
            resources("identity.tf.json", "aws_iam_policy").into_iter().filter_map(names_secret).collect();
        assert_eq!(policies, ["appointment-service_setup_task", "patient-service_setup_task"]);
        let definitions = resources("services.tf.json", "aws_ecs_task_definition");
        let with_secret: Vec<String> = definitions.clone().into_iter().filter_map(names_secret).collect();
        assert_eq!(with_secret, ["appointment-service_setup", "patient-service_setup"]);
        for (name, definition) in definitions {
            let serves = !name.ends_with("_setup") && !name.ends_with("_migrate");
            let containers = definition["container_definitions"].as_str().unwrap();
            assert!(containers.contains("\"secrets\":[]"), "{name}");
            assert_eq!(containers.contains(":none-deployed-yet"), !serves, "{name}");
            assert_eq!(containers.contains("aws_ssm_parameter"), serves, "{name}");
            assert_eq!(definition["track_latest"], serves, "{name}");
        }
    }
}

/// Whoever serves is told of the reader where there is to be one, and whoever looks after the database is not.
#[test]
fn stale_reads_at_the_reader() {
    let files = common::files(&with_reader(), "prod");
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

/// The walk knows the database, and what stands before it.
#[test]
fn who_reaches_the_database_is_explained() {
    let copy = Copy::new();
    copy.iac(&["render", "dev"]);
    let explained = |from: &str| copy.iac(&["check", "dev", "--explain", from, "database"]);
    insta::assert_snapshot!("explain_database", explained("patient-service"));
    insta::assert_snapshot!("explain_database_internet", explained("internet"));
}
