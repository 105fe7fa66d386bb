//! What is measured.

use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::{fs, hint};

use check::Versions;
use configuration::Json;
use environment::Environment;
use render::{Directory, Draft, Files, Proof};
use terraform::Root;

/// A part of what the program does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Work {
    /// Only writing the files: the least that any program does.
    Write,
    /// The same bytes with the same promise: a file is there whole, as it was or as it should be.
    Replace,
    /// From the typed model, composed, to files: putting the documents together, the README, and writing.
    Put,
    /// From the environment to files: composing the model, too, without a look at what is written.
    Render,
    /// Composing, checking and writing: `iac render`.
    Checked,
    /// Reading the files and checking them: `iac check`.
    Check,
}

impl Work {
    pub(crate) const ALL: [Self; 6] =
        [Self::Write, Self::Replace, Self::Put, Self::Render, Self::Checked, Self::Check];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Write => "write",
            Self::Replace => "replace",
            Self::Put => "put",
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
    directory: PathBuf,
    /// How many places there were.
    places: Cell<u32>,
}

impl<'e> Bench<'e> {
    pub(crate) fn new(environment: &'e Environment) -> Self {
        let directory = std::env::temp_dir().join(format!("iac-bench-{}", std::process::id()));
        let bench = Self { environment, files: checked(environment), directory, places: Cell::new(0) };
        write(&bench.rendered(), &bench.files);
        bench
    }

    /// The rendered files, to be checked.
    fn rendered(&self) -> PathBuf {
        self.directory.join("rendered")
    }

    /// Somewhere that nothing was written to before: a file system is slow where files were removed a moment ago
    /// (`recently_deleted` of ext4), for everybody who makes files there.
    pub(crate) fn place(&self) -> PathBuf {
        self.places.set(self.places.get() + 1);
        self.directory.join(self.places.get().to_string())
    }

    /// The work, made ready: what is not part of it is done by now.
    pub(crate) fn prepare<'b>(&'b self, work: Work, to: &'b Path) -> Box<dyn FnOnce() + 'b> {
        let environment = self.environment;
        match work {
            Work::Write => Box::new(|| write(to, &self.files)),
            Work::Replace => Box::new(|| replace(to, &self.files)),
            Work::Put => {
                let model = platform::compose(environment);
                Box::new(|| replace(to, &put(environment, model).unproven()))
            }
            Work::Render => Box::new(|| replace(to, &draft(environment).unproven())),
            Work::Checked => Box::new(|| replace(to, &checked(environment))),
            Work::Check => {
                let rendered = self.rendered();
                Box::new(move || _ = hint::black_box(check(&rendered, environment)))
            }
        }
    }

    /// Takes the content of what was written there, which else would be on its way to the disk while others are measured.
    pub(crate) fn empty(place: &Path) {
        for file in fs::read_dir(place).into_iter().flatten().flatten() {
            let emptied = fs::File::options().write(true).open(file.path()).and_then(|file| file.set_len(0));
            emptied.unwrap_or_else(|error| panic!("{error}"));
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
        let _ = fs::remove_dir_all(&self.directory);
    }
}

/// Does a work so often, and nothing else that depends on how often: for a program that counts instructions.
pub(crate) fn repeat(work: Work, environment: &Environment, times: usize) {
    let bench = Bench::new(environment);
    for _ in 0..times {
        let place = bench.place();
        bench.prepare(work, &place)();
        Bench::empty(&place);
    }
}

fn put(environment: &Environment, model: Root) -> Draft {
    render::environment(environment, model).unwrap_or_else(|_| panic!("the environment renders"))
}

fn draft(environment: &Environment) -> Draft {
    put(environment, platform::compose(environment))
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
