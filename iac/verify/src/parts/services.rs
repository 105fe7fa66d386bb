//! The services on a real PostgreSQL, against their contract, in their image and under fault; see `apps/tests`.

use std::time::Duration;

use crate::log::Log;
use crate::parts::rust;
use crate::process;
use crate::workspace::Workspace;

/// Far more than is needed, since it runs behind everything that others wait for.
const LIMIT: Duration = Duration::from_mins(30);
/// Compiled twice, with link-time optimisation.
const IMAGE_LIMIT: Duration = Duration::from_hours(1);
/// What runs the programs of the image that is not for this machine.
pub(crate) const EMULATOR: &str =
    if cfg!(target_arch = "aarch64") { "qemu-x86_64-static" } else { "qemu-aarch64-static" };
/// The older version of both services is compiled for it, without anything that others compiled.
const FAULTS_LIMIT: Duration = Duration::from_mins(30);

/// The suite that `cargo test` runs on `SQLite`, on PostgreSQL.
pub(crate) fn postgres(workspace: &Workspace, log: &mut Log) -> anyhow::Result<String> {
    let mut suite = workspace.background_command(workspace.root().join("apps/tests/postgres.sh"));
    suite.args([
        "run",
        "cargo",
        "test",
        "--package",
        "service-tests",
        "--features",
        "postgres",
        "--test",
        "postgres",
    ]);
    process::run(&mut suite, log, LIMIT)?;
    rust::tests(log)
}

/// The suite of the release before on the tables of this one.
pub(crate) fn previous(workspace: &Workspace, log: &mut Log) -> anyhow::Result<String> {
    let mut previous = workspace.background_command(workspace.root().join("apps/tests/previous.sh"));
    process::run(&mut previous, log, LIMIT)?;
    let text = log.text()?;
    Ok(format!("{}: {}", rust::tests(log)?, text.trim_end().lines().last().unwrap_or_default()))
}

/// The images of both services for both architectures, built and run.
pub(crate) fn image(workspace: &Workspace, log: &mut Log) -> anyhow::Result<String> {
    let mut image = workspace.background_command(workspace.root().join("apps/tests/image.sh"));
    process::run(&mut image, log, IMAGE_LIMIT)?;
    rust::tests(log)
}

/// The very programs of the images, under fault. What was tried and counted is in the log.
pub(crate) fn faults(workspace: &Workspace, log: &mut Log) -> anyhow::Result<String> {
    let architecture = if cfg!(target_arch = "aarch64") { "arm64" } else { "x86-64" };
    let images = workspace.root().join("target/image").join(architecture);
    let compile = ["test", "--package", "service-tests", "--features", "faults", "--test", "faults"];
    process::run(workspace.background_command("cargo").args(compile).arg("--no-run"), log, IMAGE_LIMIT)?;
    // Not in the background: what is waited for is measured, and must not wait for what others compile meanwhile.
    let mut faults = workspace.command(workspace.root().join("apps/tests/postgres.sh"));
    faults.args(["run", "cargo"]).args(compile).args(["--", "--nocapture"]);
    process::run(faults.env("SERVICE_IMAGES", images), log, FAULTS_LIMIT)?;
    rust::tests(log)
}

/// schemathesis against both services on both databases.
pub(crate) fn contract(workspace: &Workspace, log: &mut Log) -> anyhow::Result<String> {
    let mut contract = workspace.background_command(workspace.root().join("apps/tests/contract.sh"));
    process::run(&mut contract, log, LIMIT)?;
    Ok(log.text()?.trim_end().lines().last().unwrap_or_default().to_owned())
}
