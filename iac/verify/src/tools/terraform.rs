//! Terraform 1.12 or newer: the machine's own, or one built from its published Go modules.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, bail};
use serde_json::Value;

use crate::log::Log;
use crate::process;
use crate::tools;
use crate::workspace::Workspace;

/// What `required_version` in the generated files asks for.
const MINIMUM: (u32, u32) = (1, 12);
const BUILT: &str = "1.13.3";
const BUILD_LIMIT: Duration = Duration::from_mins(20);

/// Finds or builds Terraform, and remembers it in the workspace.
pub(crate) fn provide(workspace: &Workspace, log: &mut Log) -> anyhow::Result<String> {
    let machines = machines(workspace);
    if let Some(version) = &machines
        && is_enough(version)
    {
        return remember(
            workspace,
            PathBuf::from("terraform"),
            format!("Terraform {version}, the machine's"),
        );
    }
    let why = machines.map_or_else(
        || "there is no Terraform on this machine".to_owned(),
        |version| format!("this machine's Terraform is {version}"),
    );
    log.line(&format!("{why}: building {BUILT}"))?;
    let sources = workspace.sources().join("terraform");
    let name = format!("terraform-{BUILT}");
    let sums = fs::read_to_string(sources.join("go.sum")).context("cannot read Terraform's `go.sum`")?;
    tools::install(workspace, &name, &sums, |directory| build(workspace, log, &sources, directory, &why))?;
    let binary = workspace.tools().join(name).join("terraform");
    remember(workspace, binary, format!("Terraform {BUILT}, built from its Go modules, since {why}"))
}

fn machines(workspace: &Workspace) -> Option<String> {
    let printed = process::output(workspace.command("terraform").args(["version", "-json"])).ok()?;
    let version: Value = serde_json::from_str(&printed).ok()?;
    Some(version["terraform_version"].as_str()?.to_owned())
}

fn is_enough(version: &str) -> bool {
    let mut numbers = version.split('.').map_while(|number| number.parse::<u32>().ok());
    matches!((numbers.next(), numbers.next()), (Some(major), Some(minor)) if (major, minor) >= MINIMUM)
}

fn build(
    workspace: &Workspace,
    log: &mut Log,
    sources: &Path,
    directory: &Path,
    why: &str,
) -> anyhow::Result<()> {
    if process::output(workspace.command("go").arg("version")).is_err() {
        bail!("{why}, and there is no Go to build one: install Terraform 1.12 or newer, or Go 1.24 or newer");
    }
    let mut command = workspace.command("go");
    command
        .current_dir(sources)
        .args(["build", "-mod=readonly", "-buildvcs=false", "-trimpath"])
        .args(["-ldflags", "-s -w -X github.com/hashicorp/terraform/version.dev=no", "-o"])
        .args([directory.join("terraform").as_path(), Path::new("github.com/hashicorp/terraform")]);
    process::run(&mut command, log, BUILD_LIMIT)
        .with_context(|| format!("{why}, and one could not be built: install Terraform 1.12 or newer"))
}

fn remember(workspace: &Workspace, terraform: PathBuf, what: String) -> anyhow::Result<String> {
    if workspace.terraform.set(terraform).is_err() {
        bail!("Terraform was looked for twice");
    }
    Ok(what)
}

#[cfg(test)]
mod tests {
    use super::is_enough;

    #[test]
    fn terraform_1_12_is_new_enough() {
        assert!(
            is_enough("1.12.0") && is_enough("1.13.3") && is_enough("2.0.0-beta1") && is_enough("1.12.0-rc1")
        );
        assert!(!is_enough("1.11.4") && !is_enough("0.13.0") && !is_enough("unknown"));
    }
}
