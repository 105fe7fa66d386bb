//! The end-to-end test of one root, by real Terraform on a local AWS; see `python/end_to_end`.

use std::time::Duration;

use anyhow::Context;

use crate::log::Log;
use crate::process;
use crate::workspace::Workspace;

pub(crate) const NEEDS: &[&str] =
    &["terraform", "aws-provider", "python-local-aws", "independent", "renderer"];
const LIMIT: Duration = Duration::from_mins(30);

pub(crate) fn run(workspace: &Workspace, log: &mut Log, root: &str) -> anyhow::Result<String> {
    workspace.generated(root)?;
    let mut scenario = workspace.command(workspace.python_program("python-local-aws", "python"));
    scenario
        .current_dir(workspace.sources().join("python"))
        .args(["-u", "-m", "end_to_end", root, "--repository"])
        .arg(workspace.root())
        .arg("--work")
        .arg(workspace.scratch().join("end-to-end").join(root))
        .arg("--independent")
        .arg(workspace.tools().join("independent"))
        .arg("--renderer")
        .arg(workspace.renderer())
        .arg("--terraform")
        .arg(workspace.terraform.get().context("Terraform is not known")?)
        .env("TF_CLI_CONFIG_FILE", workspace.terraform_configuration());
    process::run(&mut scenario, log, LIMIT)?;
    Ok(log.text()?.trim_end().lines().last().unwrap_or_default().to_owned())
}
