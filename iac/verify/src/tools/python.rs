//! Virtual environments with exact pins, each package's hash included. `uv` fills them in seconds; `pip` brings `uv`.

use std::fs;
use std::time::Duration;

use anyhow::{Context, bail};

use crate::log::Log;
use crate::process;
use crate::tools;
use crate::workspace::Workspace;

const MINIMUM: (u32, u32) = (3, 11);
const LIMIT: Duration = Duration::from_mins(10);

/// Installs `uv`.
pub(crate) fn uv(workspace: &Workspace, log: &mut Log) -> anyhow::Result<String> {
    let python = python(workspace)?;
    let requirements = requirements(workspace, "uv");
    let pins = fs::read_to_string(&requirements).context("cannot read the pins of `uv`")?;
    tools::install(workspace, "uv", &pins, |directory| {
        let mut pip = workspace.command("python3");
        pip.args(["-m", "pip", "install", "--quiet", "--require-hashes", "--no-deps", "--target"]).args([
            directory.as_os_str(),
            "--requirement".as_ref(),
            requirements.as_os_str(),
        ]);
        process::run(&mut pip, log, LIMIT)
            .context("pip cannot install `uv`: install Python's pip, or let it reach its index")
    })?;
    let version = process::output(workspace.command(workspace.python_program("uv", "uv")).arg("--version"))?;
    Ok(format!("{version}, {python}"))
}

/// Makes the virtual environment `target/tools/<name>` from `python/requirements/<name>.txt`.
pub(crate) fn environment(workspace: &Workspace, log: &mut Log, name: &str) -> anyhow::Result<String> {
    let python = python(workspace)?;
    let requirements = requirements(workspace, name);
    let pins =
        fs::read_to_string(&requirements).with_context(|| format!("cannot read the pins of `{name}`"))?;
    tools::install(workspace, name, &format!("{python}\n{pins}"), |directory| {
        let mut venv = workspace.command("python3");
        venv.args(["-m", "venv", "--without-pip"]).arg(directory);
        process::run(&mut venv, log, LIMIT)?;
        let mut uv = workspace.command(workspace.python_program("uv", "uv"));
        uv.args(["pip", "sync", "--require-hashes", "--no-progress", "--python"])
            .args([directory.join("bin/python"), requirements.clone()]);
        process::run(&mut uv, log, LIMIT)
    })?;
    Ok(pinned(workspace, name)?.join(", "))
}

/// What the environment is for: the packages that its `.in` file names, with their versions.
fn pinned(workspace: &Workspace, name: &str) -> anyhow::Result<Vec<String>> {
    let asked = requirements(workspace, name).with_extension("in");
    let text = fs::read_to_string(&asked).with_context(|| format!("cannot read `{}`", asked.display()))?;
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    Ok(lines.map(|line| line.trim_start_matches("astral-dev-toolchain-").replace("==", " ")).collect())
}

fn requirements(workspace: &Workspace, name: &str) -> std::path::PathBuf {
    workspace.sources().join("python/requirements").join(format!("{name}.txt"))
}

/// The machine's Python, as it calls itself.
fn python(workspace: &Workspace) -> anyhow::Result<String> {
    let Ok(version) = process::output(workspace.command("python3").arg("--version")) else {
        bail!("there is no Python on this machine: install Python 3.11 or newer, with pip");
    };
    let mut numbers =
        version.trim_start_matches("Python ").split('.').map_while(|number| number.parse::<u32>().ok());
    if !matches!((numbers.next(), numbers.next()), (Some(major), Some(minor)) if (major, minor) >= MINIMUM) {
        bail!("this machine has {version}: install Python 3.11 or newer, with pip");
    }
    Ok(version)
}
