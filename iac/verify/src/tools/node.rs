//! Packages of npm's, pinned by the lock file beside what imports them; nothing of theirs runs while they are installed.

use std::fs;
use std::time::Duration;

use anyhow::{Context, bail};

use crate::log::Log;
use crate::process;
use crate::tools;
use crate::workspace::Workspace;

const MINIMUM: u32 = 20;
const LIMIT: Duration = Duration::from_mins(10);
const FILES: [&str; 2] = ["package.json", "package-lock.json"];

/// Installs `target/tools/<name>` as `iac/verify/<name>/package-lock.json` says.
pub(crate) fn packages(workspace: &Workspace, log: &mut Log, name: &str) -> anyhow::Result<String> {
    let node = node(workspace)?;
    let sources = workspace.sources().join(name);
    let pins =
        fs::read_to_string(sources.join(FILES[1])).context("cannot read the pins of npm's packages")?;
    tools::install(workspace, name, &pins, |directory| {
        for file in FILES {
            fs::copy(sources.join(file), directory.join(file))
                .with_context(|| format!("cannot copy `{file}`"))?;
        }
        let mut npm = workspace.command("npm");
        npm.current_dir(directory).args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
        process::run(&mut npm, log, LIMIT)
            .context("npm cannot install what is pinned: install npm, or let it reach its registry")
    })?;
    Ok(format!("Node {node}"))
}

/// The machine's Node, by its version.
fn node(workspace: &Workspace) -> anyhow::Result<String> {
    let Ok(version) = process::output(workspace.command("node").arg("--version")) else {
        bail!("there is no Node on this machine: install Node {MINIMUM} or newer, with npm");
    };
    let version = version.trim().trim_start_matches('v').to_owned();
    let major = version.split('.').next().and_then(|number| number.parse::<u32>().ok());
    if major.is_none_or(|major| major < MINIMUM) {
        bail!("this machine has Node {version}: install Node {MINIMUM} or newer, with npm");
    }
    Ok(version)
}
