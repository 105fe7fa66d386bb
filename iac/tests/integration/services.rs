//! `iac services`: what pipelines make their jobs from.

use crate::common::Copy;
use crate::variants::file_with_external_databases;

#[test]
fn services_are_listed() {
    let copy = Copy::new();
    insta::assert_snapshot!("services_text", copy.iac(&["services"]));
    insta::assert_snapshot!("services_json", copy.iac(&["services", "--format", "json"]));
}

#[test]
fn a_third_service_is_listed_without_a_line_of_code() {
    let copy = Copy::new();
    let defaults = copy.read("environments/shared/defaults.toml");
    copy.write(
        "environments/shared/defaults.toml",
        &format!("{defaults}\n[services.billing-service]\npaths = [\"/api/billing*\"]\n"),
    );
    let listed = copy.iac(&["services", "--format", "json"]);
    assert!(listed.contains("\"name\": \"billing-service\""), "{listed}");
    let rendered = copy.iac(&["render", "dev"]);
    assert!(rendered.starts_with("exit code: 0"), "{rendered}");
    assert!(copy.read("generated/dev/services.tf.json").contains("healthcare-app-dev-billing-service"));
}

/// Those of a database of its own, and nothing where it is somebody else's.
#[test]
fn the_tasks_of_a_database_are_listed() {
    let copy = Copy::new();
    copy.write("environments/dev.toml", &file_with_external_databases());
    let said = copy.iac(&["services", "--format", "json"]);
    let json = &said[said.find('{').unwrap()..=said.rfind('}').unwrap()];
    let listed: serde_json::Value = serde_json::from_str(json).unwrap();
    for deployment in listed["deployments"].as_array().unwrap() {
        let family = deployment["task_family"].as_str().unwrap();
        let expected = match deployment["environment"].as_str() {
            Some("prod") => serde_json::json!({
                "setup_task_family": format!("{family}-database-setup"),
                "migrate_task_family": format!("{family}-migrate"),
            }),
            _ => serde_json::Value::Null,
        };
        assert_eq!(deployment["database"], expected, "{deployment}");
    }
}

#[test]
fn a_wrong_environment_is_exit_code_1() {
    let copy = Copy::new();
    copy.edit("environments/dev.toml", "nat = \"single\"", "nat = \"duble\"");
    insta::assert_snapshot!("services_wrong_input", copy.iac(&["services"]));
}
