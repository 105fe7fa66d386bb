//! Renders environment files into Terraform JSON.

mod cli;
mod command;
mod print;
mod roots;

use std::process::ExitCode;

use clap::Parser;

use cli::{Cli, Command};
use command::{render, schema, services};

/// How a command ended, when it did what it was asked.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// All is well.
    Well,
    /// The input is wrong, or what is on disk differs.
    Findings,
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let directory = cli.directory.as_deref();
    let outcome = match cli.command {
        Command::Render(arguments) => render::run(directory, &arguments),
        Command::Services(arguments) => services::run(directory, &arguments),
        Command::Schema(arguments) => schema::run(&arguments),
    };
    match outcome {
        Ok(Outcome::Well) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::from(1),
        Err(error) => {
            print::failure(&error);
            ExitCode::from(2)
        }
    }
}
