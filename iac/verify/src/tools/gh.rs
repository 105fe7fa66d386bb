//! GitHub's own command line, which our scripts speak to GitHub with: the machine's, or Debian's package.

use std::time::Duration;

use anyhow::{Context, bail};

use crate::log::Log;
use crate::process;
use crate::workspace::Workspace;

const LIMIT: Duration = Duration::from_mins(5);
const HOW: &str = "install GitHub's command line, for example: sudo apt-get install gh";

/// Finds `gh`, or installs it with apt where it may.
pub(crate) fn provide(workspace: &Workspace, log: &mut Log) -> anyhow::Result<String> {
    if let Some(version) = version(workspace) {
        return Ok(format!("{version}, the machine's"));
    }
    if process::output(workspace.command("id").arg("-u"))? != "0" {
        bail!("there is no `gh` on this machine: {HOW}");
    }
    for arguments in [&["update"][..], &["install", "--yes", "--no-install-recommends", "gh"]] {
        let mut apt = workspace.command("apt-get");
        apt.env("DEBIAN_FRONTEND", "noninteractive").args(arguments);
        process::run(&mut apt, log, LIMIT).with_context(|| format!("there is no `gh`: {HOW}"))?;
    }
    match version(workspace) {
        Some(version) => Ok(format!("{version}, installed with apt")),
        None => bail!("`gh` was installed and does not run: {HOW}"),
    }
}

/// The first line of what it says of itself, without the date of its making.
fn version(workspace: &Workspace) -> Option<String> {
    let printed = process::output(workspace.command("gh").arg("--version")).ok()?;
    let line = printed.lines().next()?;
    Some(line.split(" (").next().unwrap_or(line).to_owned())
}
