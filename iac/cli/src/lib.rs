#![doc = include_str!("../README.md")]

mod arguments;
mod command;
mod print;
mod roots;

use std::process::ExitCode;

use clap::Parser;
use environment::{Bootstrap, Environment};
use terraform::Root;

use arguments::{Arguments, Command};
use command::{check, plan_summary, render, schema, services};

/// What we run: how a root is composed from what its file says.
#[derive(Clone, Copy)]
pub struct Compose {
    /// An environment.
    pub environment: fn(&Environment) -> Root,
    /// What an account has once, for these environments.
    pub bootstrap: fn(&Bootstrap, &[Environment]) -> Root,
}

/// How a command ended, when it did what it was asked.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// All is well.
    Well,
    /// The input is wrong, what is on disk differs, or something was found.
    Findings,
    /// It is done, and somebody should think twice: something stateful would end.
    Stateful,
}

/// Does what the command line of this process asks for.
#[must_use]
pub fn run(compose: Compose) -> ExitCode {
    let arguments = Arguments::parse();
    let directory = arguments.directory.as_deref();
    let outcome = match arguments.command {
        Command::Render(arguments) => render::run(compose, directory, &arguments),
        Command::Check(arguments) => check::run(directory, &arguments),
        Command::Services(arguments) => services::run(directory, &arguments),
        Command::Schema(arguments) => schema::run(&arguments),
        Command::PlanSummary(arguments) => plan_summary::run(&arguments),
    };
    match outcome {
        Ok(Outcome::Well) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::from(1),
        Ok(Outcome::Stateful) => ExitCode::from(3),
        Err(error) => {
            print::failure(&error);
            ExitCode::from(2)
        }
    }
}
