//! What the program does, seen from outside and through the libraries that it stands on.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod check;
mod common;
mod conformance;
mod database;
mod generated;
mod help;
mod pipelines;
mod plan_summary;
mod render;
mod schema_command;
mod services;
mod variants;
