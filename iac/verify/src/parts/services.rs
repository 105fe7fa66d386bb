//! The services on a real PostgreSQL, and against their contract; see `apps/tests`.

use std::time::Duration;

use crate::log::Log;
use crate::parts::rust;
use crate::process;
use crate::workspace::Workspace;

const LIMIT: Duration = Duration::from_mins(15);

/// The suite that `cargo test` runs on `SQLite`, on PostgreSQL.
pub(crate) fn postgres(workspace: &Workspace, log: &mut Log) -> anyhow::Result<String> {
    let mut suite = workspace.background_command(workspace.root().join("apps/tests/postgres.sh"));
    suite.args([
        "run",
        "cargo",
        "test",
        "--package",
        "service-tests",
        "--features",
        "postgres",
        "--test",
        "postgres",
    ]);
    process::run(&mut suite, log, LIMIT)?;
    rust::tests(log)
}

/// schemathesis against both services on both databases.
pub(crate) fn contract(workspace: &Workspace, log: &mut Log) -> anyhow::Result<String> {
    let mut contract = workspace.background_command(workspace.root().join("apps/tests/contract.sh"));
    process::run(&mut contract, log, LIMIT)?;
    Ok(log.text()?.trim_end().lines().last().unwrap_or_default().to_owned())
}
