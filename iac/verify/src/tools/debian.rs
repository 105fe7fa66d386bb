//! Programs that are everywhere, and that Debian packages where they are not.

use std::time::Duration;

use anyhow::{Context, bail};

use crate::log::Log;
use crate::process;
use crate::workspace::Workspace;

const LIMIT: Duration = Duration::from_mins(5);

/// Finds the program `name`, or installs the package of that name with apt where it may.
pub(crate) fn program(workspace: &Workspace, log: &mut Log, name: &str) -> anyhow::Result<String> {
    if let Some(version) = version(workspace, name) {
        return Ok(format!("{version}, the machine's"));
    }
    let how = format!("install it, for example: sudo apt-get install {name}");
    if process::output(workspace.command("id").arg("-u"))? != "0" {
        bail!("there is no `{name}` on this machine: {how}");
    }
    for arguments in [&["update"][..], &["install", "--yes", "--no-install-recommends", name]] {
        let mut apt = workspace.command("apt-get");
        apt.env("DEBIAN_FRONTEND", "noninteractive").args(arguments);
        process::run(&mut apt, log, LIMIT).with_context(|| format!("there is no `{name}`: {how}"))?;
    }
    match version(workspace, name) {
        Some(version) => Ok(format!("{version}, installed with apt")),
        None => bail!("`{name}` was installed and does not run: {how}"),
    }
}

/// The first line of what it says of itself.
fn version(workspace: &Workspace, name: &str) -> Option<String> {
    let printed = process::output(workspace.command(name).arg("--version")).ok()?;
    Some(printed.lines().next()?.to_owned())
}
