//! Programs that are everywhere, and that Debian packages where they are not.

use std::time::Duration;

use anyhow::{Context, bail};

use crate::log::Log;
use crate::process;
use crate::workspace::Workspace;

const LIMIT: Duration = Duration::from_mins(5);

/// Finds the program `name`, or installs the package that has it with apt where it may.
pub(crate) fn program(
    workspace: &Workspace,
    log: &mut Log,
    name: &str,
    package: &str,
) -> anyhow::Result<String> {
    if let Some(version) = version(workspace, name) {
        return Ok(format!("{version}, the machine's"));
    }
    let how = format!("install it, for example: sudo apt-get install {package}");
    if process::output(workspace.command("id").arg("-u"))? != "0" {
        bail!("there is no `{name}` on this machine: {how}");
    }
    for arguments in [&["update"][..], &["install", "--yes", "--no-install-recommends", package]] {
        let mut apt = workspace.command("apt-get");
        apt.env("DEBIAN_FRONTEND", "noninteractive").args(arguments);
        process::run(&mut apt, log, LIMIT).with_context(|| format!("there is no `{name}`: {how}"))?;
    }
    match version(workspace, name) {
        Some(version) => Ok(format!("{version}, installed with apt")),
        None => bail!("`{name}` was installed and does not run: {how}"),
    }
}

/// Finds PostgreSQL or installs it, and starts a server once: programs that are there may still not run.
pub(crate) fn postgresql(workspace: &Workspace, log: &mut Log) -> anyhow::Result<String> {
    let mut server = workspace.command(workspace.root().join("apps/tests/postgres.sh"));
    server.args([
        "run",
        "sh",
        "-c",
        "psql --no-psqlrc -Atc 'SHOW server_version' \"$TEST_POSTGRES_URL/postgres\"",
    ]);
    process::run(&mut server, log, LIMIT)?;
    Ok(format!("PostgreSQL {}", log.text()?.trim_end().lines().last().unwrap_or_default()))
}

/// The first line of what it says of itself.
fn version(workspace: &Workspace, name: &str) -> Option<String> {
    let printed = process::output(workspace.command(name).arg("--version")).ok()?;
    Some(printed.lines().next()?.to_owned())
}
