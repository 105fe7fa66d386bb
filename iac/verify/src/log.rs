//! A job's log: everything that its commands print, in `target/verify/<job>.log`.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Context;

/// How much of a failing job's log is shown.
const TAIL_LINES: usize = 40;

/// An open log.
pub(crate) struct Log {
    path: PathBuf,
    file: File,
}

impl Log {
    pub(crate) fn create(path: PathBuf) -> anyhow::Result<Self> {
        let file =
            File::create(&path).with_context(|| format!("cannot write the log `{}`", path.display()))?;
        Ok(Self { path, file })
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// One line of our own, between the commands' output.
    pub(crate) fn line(&mut self, text: &str) -> anyhow::Result<()> {
        writeln!(self.file, "{text}")
            .with_context(|| format!("cannot write the log `{}`", self.path.display()))
    }

    /// A handle that a command can write to.
    pub(crate) fn handle(&self) -> anyhow::Result<File> {
        self.file.try_clone().with_context(|| format!("cannot share the log `{}`", self.path.display()))
    }

    pub(crate) fn text(&self) -> anyhow::Result<String> {
        let bytes =
            fs::read(&self.path).with_context(|| format!("cannot read the log `{}`", self.path.display()))?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    pub(crate) fn tail(&self) -> String {
        let text = self.text().unwrap_or_default();
        let lines: Vec<&str> = text.trim_end().lines().collect();
        lines[lines.len().saturating_sub(TAIL_LINES)..].join("\n")
    }
}
