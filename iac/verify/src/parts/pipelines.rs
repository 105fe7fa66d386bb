//! The workflows, run on this machine; see `python/pipelines`.

use std::time::Duration;

use anyhow::Context;

use crate::log::Log;
use crate::process;
use crate::tools::{go, registry};
use crate::workspace::Workspace;

pub(crate) const NEEDS: &[&str] = &[
    "terraform",
    "aws-provider",
    "renderer",
    "act",
    "curl",
    "gh",
    "jq",
    "skopeo",
    "registry",
    "python-local-aws",
    "python-aws-cli",
];
const LIMIT: Duration = Duration::from_mins(30);

pub(crate) fn run(workspace: &Workspace, log: &mut Log) -> anyhow::Result<String> {
    let mut scenarios = workspace.command(workspace.python_program("python-local-aws", "python"));
    scenarios
        .current_dir(workspace.sources().join("python"))
        .args(["-u", "-m", "pipelines", "--repository"])
        .arg(workspace.root())
        .arg("--work")
        .arg(workspace.scratch().join("pipelines"))
        .arg("--act")
        .arg(go::path(workspace, "act"))
        .arg("--aws")
        .arg(workspace.python_program("python-aws-cli", "aws"))
        .arg("--iac")
        .arg(workspace.renderer())
        .arg("--registry")
        .arg(registry::path(workspace))
        .arg("--terraform")
        .arg(workspace.terraform.get().context("Terraform is not known")?)
        .env("TF_CLI_CONFIG_FILE", workspace.terraform_configuration());
    process::run(&mut scenarios, log, LIMIT)?;
    Ok(log.text()?.trim_end().lines().last().unwrap_or_default().to_owned())
}
