//! The program: the command line, and what we run.

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run(cli::Compose { environment: platform::compose, bootstrap: platform::compose_bootstrap })
}
