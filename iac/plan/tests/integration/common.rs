//! The frozen plans, and a comment on one.

use std::fs;
use std::path::Path;

use plan::{Header, Medium, Plan, Subject, comment};

/// A file of `tests/plans`.
pub(crate) fn text(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/plans").join(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

pub(crate) fn plan(name: &str) -> Plan {
    Plan::read(&text(&format!("{name}.json"))).unwrap()
}

/// What the pipeline knows beside the plan.
pub(crate) fn header() -> Header {
    Header {
        environment: "dev".to_owned(),
        commit: Some("32c0e5d8b1f24d0b9a6c7a1b2c3d4e5f60718293".to_owned()),
        run: Some("https://github.com/example/healthcare-app/actions/runs/1".to_owned()),
        providers: vec!["hashicorp/aws 5.100.0".to_owned()],
    }
}

/// The comment on a plan alone.
pub(crate) fn on(plan: &Plan) -> String {
    comment(&header(), Subject { plan: Some(plan), ..Subject::default() }, Medium::Comment)
}

/// The comment on a plan that a test wrote.
pub(crate) fn on_json(plan: &serde_json::Value) -> String {
    on(&Plan::read(&plan.to_string()).unwrap())
}
