//! `iac schema`: what editors complete and check with.

use crate::common::{Copy, committed};

#[test]
fn what_is_committed_is_what_is_printed() {
    let copy = Copy::new();
    for file in ["environment", "bootstrap"] {
        let printed = copy.iac(&["schema", file]);
        let printed = printed.strip_prefix("exit code: 0\n----- stdout -----\n").unwrap();
        let printed = printed.split("\n----- stderr -----").next().unwrap();
        let message =
            format!("run `cargo run -p iac -- schema {file} > environments/shared/{file}.schema.json`");
        assert_eq!(
            printed.trim_end(),
            committed(&format!("shared/{file}.schema.json")).trim_end(),
            "{message}"
        );
    }
}

#[test]
fn every_environment_file_refers_to_its_schema() {
    for (file, schema) in [
        ("dev.toml", "shared/environment.schema.json"),
        ("prod.toml", "shared/environment.schema.json"),
        ("shared/defaults.toml", "environment.schema.json"),
        ("shared/bootstrap.toml", "bootstrap.schema.json"),
    ] {
        assert!(committed(file).starts_with(&format!("#:schema {schema}\n")), "{file}");
    }
}
