//! What linters and we ourselves say of the workflows, from the files alone; see `python/workflow_rules`.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::Context;

use crate::log::Log;
use crate::process;
use crate::tools::go;
use crate::workspace::Workspace;

pub(crate) const NEEDS: &[&str] = &["actionlint", "python-checkers", "python-local-aws"];
const LIMIT: Duration = Duration::from_mins(5);
/// GitHub has had this key since May 2026, and actionlint 1.7.12 does not know it. Exactly this is not a finding.
const QUEUE: &str = "^unexpected key \"queue\" for \"concurrency\" section\\. expected one of \"cancel-in-progress\", \"group\"$";

pub(crate) fn run(workspace: &Workspace, log: &mut Log) -> anyhow::Result<String> {
    let shellcheck = workspace.python_program("python-checkers", "shellcheck");
    let workflows = files(workspace, "workflows", "yml")?;
    let scripts = files(workspace, "scripts", "sh")?;
    let mut actionlint = workspace.command(go::path(workspace, "actionlint"));
    actionlint.args(["-no-color", "-ignore", QUEUE, "-shellcheck"]).arg(&shellcheck).args(&workflows);
    process::run(&mut actionlint, log, LIMIT)?;
    let mut zizmor = workspace.command(workspace.python_program("python-checkers", "zizmor"));
    zizmor.args(["--offline", "--no-progress", "--persona", "auditor", ".github"]);
    process::run(&mut zizmor, log, LIMIT)?;
    process::run(workspace.command(&shellcheck).arg("--external-sources").args(&scripts), log, LIMIT)?;
    let mut own = workspace.command(workspace.python_program("python-local-aws", "python"));
    own.current_dir(workspace.sources().join("python")).args(["-m", "workflow_rules"]).arg(workspace.root());
    process::run(&mut own, log, LIMIT)?;
    let ruled = log.text()?.trim_end().lines().last().unwrap_or_default().to_owned();
    Ok(format!("actionlint, zizmor as auditor; shellcheck of {} scripts; {ruled}", scripts.len()))
}

/// The files with this ending below a folder of `.github`; there are some.
fn files(workspace: &Workspace, folder: &str, ending: &str) -> anyhow::Result<Vec<PathBuf>> {
    let mut found = vec![];
    let mut next = vec![workspace.root().join(".github").join(folder)];
    while let Some(directory) = next.pop() {
        let entries =
            fs::read_dir(&directory).with_context(|| format!("cannot list `{}`", directory.display()))?;
        for path in entries.flatten().map(|entry| entry.path()) {
            if path.is_dir() {
                next.push(path);
            } else if path.extension().is_some_and(|extension| extension == ending) {
                found.push(path);
            }
        }
    }
    found.sort();
    anyhow::ensure!(!found.is_empty(), "there is no `*.{ending}` below `.github/{folder}`");
    Ok(found)
}
