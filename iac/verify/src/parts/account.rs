//! The README's page for an empty account, run command by command; see `python/account`.

use std::time::Duration;

use anyhow::Context;

use crate::log::Log;
use crate::process;
use crate::tools::registry;
use crate::workspace::Workspace;

pub(crate) const NEEDS: &[&str] = &[
    "terraform",
    "aws-provider",
    "renderer",
    "curl",
    "gh",
    "jq",
    "skopeo",
    "registry",
    "python-local-aws",
    "python-aws-cli",
];
const LIMIT: Duration = Duration::from_mins(45);

pub(crate) fn run(workspace: &Workspace, log: &mut Log) -> anyhow::Result<String> {
    let mut page = workspace.command(workspace.python_program("python-local-aws", "python"));
    page.current_dir(workspace.sources().join("python"))
        .args(["-u", "-m", "account", "--repository"])
        .arg(workspace.root())
        .arg("--work")
        .arg(workspace.scratch().join("account"))
        .arg("--renderer")
        .arg(workspace.renderer())
        .arg("--aws")
        .arg(workspace.python_program("python-aws-cli", "aws"))
        .arg("--registry")
        .arg(registry::path(workspace))
        .arg("--terraform")
        .arg(workspace.terraform.get().context("Terraform is not known")?)
        .env("TF_CLI_CONFIG_FILE", workspace.terraform_configuration());
    process::run(&mut page, log, LIMIT)?;
    Ok(log.text()?.trim_end().lines().last().unwrap_or_default().to_owned())
}
