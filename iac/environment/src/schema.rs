//! The files' JSON Schemas, for editors that complete and check.

use serde_json::Value;

use crate::file;

/// The schema of an environment's file and of `shared/defaults.toml`.
#[must_use]
pub fn environment() -> Value {
    schemars::schema_for!(file::Environment).to_value()
}

/// The schema of `shared/bootstrap.toml`.
#[must_use]
pub fn bootstrap() -> Value {
    schemars::schema_for!(file::Bootstrap).to_value()
}
