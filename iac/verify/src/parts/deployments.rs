//! The scripts of the application pipeline, on a local AWS with a real registry; see `python/deployments`.

use std::time::Duration;

use crate::log::Log;
use crate::process;
use crate::tools::registry;
use crate::workspace::Workspace;

pub(crate) const NEEDS: &[&str] =
    &["renderer", "curl", "jq", "skopeo", "registry", "python-local-aws", "python-aws-cli"];
const LIMIT: Duration = Duration::from_mins(30);

pub(crate) fn run(workspace: &Workspace, log: &mut Log) -> anyhow::Result<String> {
    let mut cases = workspace.command(workspace.python_program("python-local-aws", "python"));
    cases
        .current_dir(workspace.sources().join("python"))
        .args(["-u", "-m", "deployments", "--repository"])
        .arg(workspace.root())
        .arg("--work")
        .arg(workspace.scratch().join("deployments"))
        .arg("--aws")
        .arg(workspace.python_program("python-aws-cli", "aws"))
        .arg("--renderer")
        .arg(workspace.renderer())
        .arg("--registry")
        .arg(registry::path(workspace));
    process::run(&mut cases, log, LIMIT)?;
    Ok(log.text()?.trim_end().lines().last().unwrap_or_default().to_owned())
}
