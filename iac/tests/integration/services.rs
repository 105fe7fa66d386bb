//! `iac services`: what pipelines make their jobs from.

use crate::common::Copy;

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
    for environment in ["dev", "prod"] {
        let file = format!("environments/{environment}.toml");
        let text = copy.read(&file);
        let secret = format!("healthcare-app/{environment}/billing-service/database-url");
        copy.write(
            &file,
            &format!(
                "{text}\n[services.billing-service.secrets]\nDATABASE_URL.secrets-manager = \"{secret}\"\n"
            ),
        );
    }
    let listed = copy.iac(&["services", "--format", "json"]);
    assert!(listed.contains("\"name\": \"billing-service\""), "{listed}");
    let rendered = copy.iac(&["render", "dev"]);
    assert!(rendered.starts_with("exit code: 0"), "{rendered}");
    assert!(copy.read("generated/dev/services.tf.json").contains("healthcare-app-dev-billing-service"));
}

#[test]
fn a_wrong_environment_is_exit_code_1() {
    let copy = Copy::new();
    copy.edit("environments/dev.toml", "nat = \"single\"", "nat = \"duble\"");
    insta::assert_snapshot!("services_wrong_input", copy.iac(&["services"]));
}
