//! The environments of this repository.

use std::path::Path;

use environment::Workspace;

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

#[test]
fn the_committed_environments_load_without_a_problem() {
    let workspace = Workspace::open(root()).unwrap();
    let environments = workspace.load_all().unwrap_or_else(|problems| panic!("{problems}"));
    let names: Vec<String> = environments.iter().map(|environment| environment.name.to_string()).collect();
    assert_eq!(names, ["dev", "prod"]);
    for environment in &environments {
        assert_eq!(environment.warnings, [], "{}", environment.name);
    }
    let bootstrap = workspace.bootstrap().unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!(bootstrap.state_bucket(), "healthcare-app-terraform-state-123456789012");
}
