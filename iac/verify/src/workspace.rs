//! Where things are, and what the tools turned out to be.

use std::env;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use anyhow::{Context, ensure};

/// The repository that is verified.
pub(crate) struct Workspace {
    root: PathBuf,
    /// The Terraform that all parts use, once it is known.
    pub(crate) terraform: OnceLock<PathBuf>,
}

impl Workspace {
    pub(crate) fn open() -> anyhow::Result<Self> {
        // Cargo says where the crate is; a binary that was started by hand still knows where it was built.
        let here = env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
        let root =
            here.join("../..").canonicalize().context("cannot find the repository around `iac/verify`")?;
        let workspace = Self { root, terraform: OnceLock::new() };
        for directory in [workspace.tools(), workspace.scratch()] {
            fs::create_dir_all(&directory)
                .with_context(|| format!("cannot make `{}`", directory.display()))?;
        }
        Ok(workspace)
    }

    /// The repository's root.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// This crate's own files.
    pub(crate) fn sources(&self) -> PathBuf {
        self.root.join("iac/verify")
    }

    /// Our renderer, built for this run; Cargo may build it anew meanwhile.
    pub(crate) fn renderer(&self) -> PathBuf {
        self.scratch().join("iac")
    }

    /// What is rendered and committed.
    pub(crate) fn generated(&self, root: &str) -> anyhow::Result<PathBuf> {
        let directory = self.root.join("generated").join(root);
        ensure!(
            directory.is_dir(),
            "there is no `generated/{root}`: run `cargo run --package iac -- render`"
        );
        Ok(directory)
    }

    /// Installed tools; kept between runs.
    pub(crate) fn tools(&self) -> PathBuf {
        self.root.join("target/tools")
    }

    /// Logs and working directories of the latest run.
    pub(crate) fn scratch(&self) -> PathBuf {
        self.root.join("target/verify")
    }

    /// The configuration of Terraform's command line that all parts use.
    pub(crate) fn terraform_configuration(&self) -> PathBuf {
        self.tools().join("terraform.rc")
    }

    /// A program of one of the virtual environments.
    pub(crate) fn python_program(&self, environment: &str, program: &str) -> PathBuf {
        self.tools().join(environment).join("bin").join(program)
    }

    /// A command in the repository's root that prints no colours and asks nothing.
    pub(crate) fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command
            .current_dir(&self.root)
            .env("NO_COLOR", "1")
            .env("CARGO_TERM_COLOR", "never")
            // What Python makes of its sources is kept, whatever the machine says: making it is most of a short program.
            .env("PYTHONPYCACHEPREFIX", self.tools().join("pycache"))
            .env_remove("PYTHONDONTWRITEBYTECODE")
            // Memory for time: a third of what Terraform and its provider do would be collecting garbage.
            .env("GOGC", "400");
        command
    }

    /// As [`Self::command`], but it yields to the jobs that everything waits for.
    pub(crate) fn background_command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = self.command("nice");
        command.args(["-n", "10"]).arg(program);
        command
    }
}
