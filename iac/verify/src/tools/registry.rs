//! The registry that images are pushed to: Debian's package of it, unpacked and never installed, for it would start a server.

use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, bail};

use crate::log::Log;
use crate::process;
use crate::tools;
use crate::workspace::Workspace;

const LIMIT: Duration = Duration::from_mins(5);
const PACKAGE: &str = "docker-registry";
const NAME: &str = "registry";

/// Unpacks the package's newest version below `target/tools`; its program runs anywhere, and is all that is used of it.
pub(crate) fn provide(workspace: &Workspace, log: &mut Log) -> anyhow::Result<String> {
    let how = format!("Debian's package `{PACKAGE}` cannot be had: let apt reach its archive");
    tools::install(workspace, NAME, PACKAGE, |directory| {
        let mut download = || {
            let mut apt = workspace.command("apt-get");
            process::run(apt.arg("download").arg(PACKAGE).current_dir(directory), log, LIMIT)
        };
        if download().is_err() {
            // The lists of packages may be old, or not there at all; only root can renew them.
            process::run(workspace.command("apt-get").arg("update"), log, LIMIT).context(how.clone())?;
            let mut apt = workspace.command("apt-get");
            process::run(apt.arg("download").arg(PACKAGE).current_dir(directory), log, LIMIT)
                .context(how.clone())?;
        }
        let mut packages = std::fs::read_dir(directory)?.flatten().map(|entry| entry.path());
        let Some(package) = packages.find(|path| path.extension().is_some_and(|found| found == "deb")) else {
            bail!("{how}: apt has downloaded nothing");
        };
        let mut unpack = workspace.command("dpkg-deb");
        process::run(unpack.arg("--extract").arg(package).arg(directory), log, LIMIT)
    })?;
    process::output(workspace.command(path(workspace)).arg("--version"))
}

/// The registry's program.
pub(crate) fn path(workspace: &Workspace) -> PathBuf {
    workspace.tools().join(NAME).join("usr/bin").join(PACKAGE)
}
