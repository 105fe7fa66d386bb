//! What is measured.

use std::path::{Path, PathBuf};
use std::{fs, hint};

use check::Versions;
use configuration::Json;
use environment::Environment;
use render::{Directory, Draft, Files, Proof};

/// A part of what the program does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Work {
    /// Only writing the files: the least that any program does.
    Write,
    /// The same bytes with the same promise: a file is there whole, as it was or as it should be.
    Replace,
    /// Composing and writing, without a look at what is written.
    Render,
    /// Composing, checking and writing: `iac render`.
    Checked,
    /// Reading the files and checking them: `iac check`.
    Check,
}

impl Work {
    pub(crate) const ALL: [Self; 5] = [Self::Write, Self::Replace, Self::Render, Self::Checked, Self::Check];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Write => "write",
            Self::Replace => "replace",
            Self::Render => "render",
            Self::Checked => "checked",
            Self::Check => "check",
        }
    }

    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|work| work.name() == name)
    }
}

/// An environment, and where it is rendered to.
pub(crate) struct Bench<'e> {
    environment: &'e Environment,
    pub(crate) files: Files,
    /// Nothing, until somebody writes there.
    empty: PathBuf,
    /// The rendered files, to be checked.
    full: PathBuf,
}

impl<'e> Bench<'e> {
    pub(crate) fn new(environment: &'e Environment) -> Self {
        let directory = std::env::temp_dir().join(format!("iac-bench-{}", std::process::id()));
        let (empty, full) = (directory.join("empty"), directory.join("full"));
        let files = checked(environment);
        write(&full, &files);
        Self { environment, files, empty, full }
    }

    /// Takes away what was written, so that the next work begins with nothing.
    pub(crate) fn clear(&self) {
        let _ = fs::remove_dir_all(&self.empty);
    }

    pub(crate) fn run(&self, work: Work) {
        match work {
            Work::Write => write(&self.empty, &self.files),
            Work::Replace => replace(&self.empty, &self.files),
            Work::Render => replace(&self.empty, &unchecked(self.environment)),
            Work::Checked => replace(&self.empty, &checked(self.environment)),
            Work::Check => _ = hint::black_box(check(&self.full, self.environment)),
        }
    }

    /// How many resources the files declare.
    pub(crate) fn resources(&self) -> usize {
        let texts = self.files.iter().filter(|(name, _)| name.ends_with(".tf.json"));
        let resources = texts.filter_map(|(_, text)| {
            let document = Json::parse(text).ok()?;
            let types = document.get("resource")?.as_object()?.iter().map(|(_, named)| named);
            Some(types.filter_map(Json::as_object).map(Vec::len).sum::<usize>())
        });
        resources.sum()
    }

    pub(crate) fn bytes(&self) -> usize {
        self.files.values().map(String::len).sum()
    }
}

impl Drop for Bench<'_> {
    fn drop(&mut self) {
        self.clear();
        let _ = fs::remove_dir_all(&self.full);
        let _ = self.full.parent().map(fs::remove_dir);
    }
}

/// Does a work so often, and nothing else that depends on how often: for a program that counts instructions.
pub(crate) fn repeat(work: Work, environment: &Environment, times: usize) {
    let bench = Bench::new(environment);
    for _ in 0..times {
        bench.clear();
        bench.run(work);
    }
}

fn draft(environment: &Environment) -> Draft {
    let root = platform::compose(environment);
    render::environment(environment, root).unwrap_or_else(|_| panic!("the environment renders"))
}

fn unchecked(environment: &Environment) -> Files {
    draft(environment).unproven()
}

fn checked(environment: &Environment) -> Files {
    draft(environment).prove().unwrap_or_else(|_| panic!("what is rendered can be read")).files
}

fn check(directory: &Path, environment: &Environment) -> Proof {
    let read =
        configuration::Directory::read(directory).unwrap_or_else(|_| panic!("what was written can be read"));
    render::prove_sources(&read.sources, true, Versions::Every, &environment.waivers)
        .unwrap_or_else(|_| panic!("what was written is JSON"))
}

fn write(directory: &Path, files: &Files) {
    let written = fs::create_dir_all(directory)
        .and_then(|()| files.iter().try_for_each(|(name, text)| fs::write(directory.join(name), text)));
    written.unwrap_or_else(|error| panic!("{error}"));
}

fn replace(directory: &Path, files: &Files) {
    let directory = Directory::new(directory);
    let changes = directory.changes(files).unwrap_or_else(|error| panic!("{error}"));
    directory.apply(&changes).unwrap_or_else(|error| panic!("{error}"));
}
