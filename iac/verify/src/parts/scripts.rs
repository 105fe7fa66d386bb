//! The style and the types of our own Python and shell.

use std::time::Duration;

use crate::log::Log;
use crate::process;
use crate::workspace::Workspace;

const LIMIT: Duration = Duration::from_mins(5);

pub(crate) fn run(workspace: &Workspace, log: &mut Log) -> anyhow::Result<String> {
    let checks: [(&str, &[&str]); 4] = [
        ("ruff", &["check", "--no-cache", "."]),
        ("ruff", &["format", "--no-cache", "--check", "."]),
        ("mypy", &["--python-executable", "python3", "--cache-dir", "../../../target/verify/mypy", "."]),
        (
            "shellcheck",
            &["../../../.ci/run", "../../../apps/tests/contract.sh", "../../../apps/tests/postgres.sh"],
        ),
    ];
    for (program, arguments) in checks {
        let mut command = workspace.background_command(workspace.python_program("python-checkers", program));
        command.current_dir(workspace.sources().join("python")).args(arguments);
        process::run(&mut command, log, LIMIT)?;
    }
    Ok("ruff, mypy, shellcheck".to_owned())
}
