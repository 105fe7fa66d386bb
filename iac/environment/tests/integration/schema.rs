//! The committed JSON Schemas.

use std::path::PathBuf;

use serde_json::Value;

fn check(name: &str, schema: &Value) {
    let path = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../environments/shared")).join(name);
    let expected = serde_json::to_string_pretty(schema).unwrap() + "\n";
    if std::env::var_os("UPDATE_SCHEMAS").is_some() {
        std::fs::write(&path, &expected).unwrap();
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        committed == expected,
        "{name} is out of date: run `UPDATE_SCHEMAS=1 cargo test -p environment schema`"
    );
}

#[test]
fn the_committed_schemas_are_those_of_the_code() {
    check("environment.schema.json", &environment::schema::environment());
    check("bootstrap.schema.json", &environment::schema::bootstrap());
}
