#![doc = include_str!("../README.md")]

mod cli;
mod job;
mod log;
mod parts;
mod process;
mod report;
mod schedule;
mod tools;
mod workspace;

use std::process::ExitCode;

use clap::Parser;

use crate::cli::Cli;
use crate::report::Report;
use crate::workspace::Workspace;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let report = Report::start();
    match verify(&cli, &report) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(error) => {
            report.error(&error);
            ExitCode::from(2)
        }
    }
}

/// Whether every part that was asked for passed.
fn verify(cli: &Cli, report: &Report) -> anyhow::Result<bool> {
    if cli.list {
        report.list(&parts::all());
        return Ok(true);
    }
    let workspace = Workspace::open()?;
    let jobs = job::select(parts::all(), &cli.parts);
    let outcomes = schedule::run(&jobs, &workspace, report);
    Ok(report.summary(&outcomes))
}
