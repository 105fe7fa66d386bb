//! The style and the types of our own Python and shell.

use std::time::Duration;

use crate::log::Log;
use crate::process;
use crate::workspace::Workspace;

const LIMIT: Duration = Duration::from_mins(5);
/// The rest of our Python, from the folder whose configuration holds for all of it.
const BENCHES: &str = "../../../apps/benches";
const ACTIONS: &str = "../../check/data";
const VECTORS: &str = "../../../apps/service-kit/src/aws/vectors.py";

pub(crate) fn run(workspace: &Workspace, log: &mut Log) -> anyhow::Result<String> {
    let checks: [(&str, &[&str]); 4] = [
        ("ruff", &["check", "--no-cache", "--config", "pyproject.toml", ".", BENCHES, ACTIONS, VECTORS]),
        (
            "ruff",
            &[
                "format",
                "--no-cache",
                "--config",
                "pyproject.toml",
                "--check",
                ".",
                BENCHES,
                ACTIONS,
                VECTORS,
            ],
        ),
        (
            "mypy",
            &[
                "--python-executable",
                "python3",
                "--cache-dir",
                "../../../target/verify/mypy",
                ".",
                BENCHES,
                ACTIONS,
                VECTORS,
            ],
        ),
        (
            "shellcheck",
            &[
                "../../../.ci/run",
                "../../../apps/database/backup.sh",
                "../../../apps/image/build.sh",
                "../../../apps/tests/before.sh",
                "../../../apps/tests/contract.sh",
                "../../../apps/tests/image.sh",
                "../../../apps/tests/postgres.sh",
                "../../../apps/tests/previous.sh",
            ],
        ),
    ];
    for (program, arguments) in checks {
        let mut command = workspace.background_command(workspace.python_program("python-checkers", program));
        command.current_dir(workspace.sources().join("python")).args(arguments);
        process::run(&mut command, log, LIMIT)?;
    }
    Ok("ruff, mypy, shellcheck".to_owned())
}
