//! The directory `environments/` and what is in it.

use std::collections::BTreeMap;
use std::path::Path;

use aws::limits::Refused;
use toml::de::DeTable;

use crate::bootstrap::Bootstrap;
use crate::disk;
use crate::load;
use crate::neighbour::Neighbour;
use crate::problem::{Problem, Problems, Severity};
use crate::read::Source;
use crate::text::EnvironmentName;
use crate::truth::Environment;

/// Where environments are, below the workspace's root.
pub(crate) const DIRECTORY: &str = "environments";
const DEFAULTS: &str = "environments/shared/defaults.toml";
const BOOTSTRAP: &str = "environments/shared/bootstrap.toml";

type Text = Result<Source, Box<Problem>>;

/// Every file of `environments/`, read once; what they say is a function of their text alone.
#[derive(Clone, Debug)]
pub struct Workspace {
    environments: BTreeMap<EnvironmentName, Text>,
    misnamed: Vec<Problem>,
    defaults: Text,
    bootstrap: Text,
}

impl Workspace {
    /// Reads the files below a workspace's root.
    ///
    /// # Errors
    ///
    /// When there is no directory `environments`, or it cannot be listed. A file that cannot be read is reported when it is
    /// asked for.
    pub fn open(root: &Path) -> Result<Self, Problems> {
        let names = disk::list(&root.join(DIRECTORY))?;
        let files = names.into_iter().map(|name| format!("{DIRECTORY}/{name}"));
        let files = files.chain([DEFAULTS.to_owned(), BOOTSTRAP.to_owned()]);
        Ok(Self::new(files.map(|name| {
            let text = disk::read(root, &name);
            (name, text)
        })))
    }

    /// A workspace of texts, each with its name as seen from the root: `environments/dev.toml`.
    #[must_use]
    pub fn of_texts<'a>(texts: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        Self::new(texts.into_iter().map(|(name, text)| (name.to_owned(), Ok(Source::new(name, text)))))
    }

    fn new(files: impl Iterator<Item = (String, Text)>) -> Self {
        let mut workspace = Self {
            environments: BTreeMap::new(),
            misnamed: Vec::new(),
            defaults: Err(Box::new(disk::missing(DEFAULTS))),
            bootstrap: Err(Box::new(disk::missing(BOOTSTRAP))),
        };
        for (name, text) in files {
            match name.as_str() {
                DEFAULTS => workspace.defaults = text,
                BOOTSTRAP => workspace.bootstrap = text,
                _ => workspace.add(&name, text),
            }
        }
        workspace
    }

    fn add(&mut self, file: &str, text: Text) {
        let stem =
            file.strip_prefix(DIRECTORY).and_then(|rest| rest.strip_prefix('/')?.strip_suffix(".toml"));
        match stem.map(EnvironmentName::new) {
            Some(Ok(name)) => drop(self.environments.insert(name, text)),
            Some(Err(refused)) => self.misnamed.push(disk::problem(file, refused)),
            None => {}
        }
    }

    /// The files that could be environments but for their names.
    #[must_use]
    pub fn misnamed(&self) -> &[Problem] {
        &self.misnamed
    }

    /// The names of the environments there are.
    pub fn environments(&self) -> impl Iterator<Item = &EnvironmentName> {
        self.environments.keys()
    }

    /// Loads one environment.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with its file or the shared defaults.
    pub fn load(&self, name: &str) -> Result<Environment, Problems> {
        let Some((name, text)) = self.environments.get_key_value(name) else {
            return Err(self.unknown(name).into());
        };
        self.load_among(name, text, &self.neighbours(Some(name)))
    }

    /// An environment as its file has it, although rules may refuse it, if all that it needs is there. It is good for
    /// finding out what else is wrong, and for nothing more.
    #[must_use]
    pub fn draft(&self, name: &str) -> Option<Environment> {
        let (name, text) = self.environments.get_key_value(name)?;
        self.examine(name, text, &self.neighbours(Some(name))).ok()?.0
    }

    /// Loads every environment, in the order of their names.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with any of them.
    pub fn load_all(&self) -> Result<Vec<Environment>, Problems> {
        let neighbours = self.neighbours(None);
        let mut loaded = Vec::new();
        let mut problems = self.misnamed.clone();
        if self.environments.is_empty() && problems.is_empty() {
            problems.push(disk::problem(
                DIRECTORY,
                Refused::new("there is no environment").hint("add `environments/dev.toml`"),
            ));
        }
        for (name, text) in &self.environments {
            match self.load_among(name, text, &neighbours) {
                Ok(environment) => loaded.push(environment),
                Err(found) => problems.extend(found.into_vec()),
            }
        }
        if problems.is_empty() { Ok(loaded) } else { Err(Problems::new(problems)) }
    }

    /// Loads what the account has once.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with its file, or with what it takes from the shared defaults.
    pub fn bootstrap(&self) -> Result<Bootstrap, Problems> {
        let (file, defaults) = both(&self.bootstrap, &self.defaults)?;
        let mut bootstrap = load::bootstrap(file, defaults)?;
        let waivers = bootstrap.waivers.into_iter();
        bootstrap.waivers = waivers.flat_map(|waiver| waiver.of_each(self.environments())).collect();
        Ok(bootstrap)
    }

    fn load_among(
        &self,
        name: &EnvironmentName,
        text: &Text,
        all: &[Neighbour],
    ) -> Result<Environment, Problems> {
        match self.examine(name, text, all)? {
            (Some(environment), problems) if problems.errors() == 0 => {
                Ok(Environment { warnings: problems.into_vec(), ..environment })
            }
            (_, problems) => Err(problems),
        }
    }

    fn examine(
        &self,
        name: &EnvironmentName,
        text: &Text,
        all: &[Neighbour],
    ) -> Result<(Option<Environment>, Problems), Problems> {
        let (file, defaults) = both(text, &self.defaults)?;
        let neighbours: Vec<Neighbour> = all.iter().filter(|other| other.name != *name).cloned().collect();
        Ok(load::environment(name, file, defaults, &neighbours))
    }

    /// What the environments say of themselves, but for one whose own file is read anyway.
    fn neighbours(&self, except: Option<&EnvironmentName>) -> Vec<Neighbour> {
        if self.environments.len() < 2 {
            return Vec::new();
        }
        let defaults = self.defaults.as_ref().map(|source| parse(&source.text)).unwrap_or_default();
        let readable = self
            .environments
            .iter()
            .filter(|(name, _)| Some(*name) != except)
            .filter_map(|(name, text)| Some((name, text.as_ref().ok()?)));
        readable.map(|(name, source)| Neighbour::new(name, &parse(&source.text), &defaults)).collect()
    }

    fn unknown(&self, name: &str) -> Problem {
        let known: Vec<&str> = self.environments().map(EnvironmentName::as_str).collect();
        let refused = Refused::new(format!("there is no environment `{name}`"));
        let refused = match known.len() {
            0 => refused.hint("add `environments/dev.toml`"),
            _ => crate::read::suggest(refused.allowed(known.join(", ")), name, &known),
        };
        Problem::new(Severity::Error, String::new(), refused, None)
    }
}

/// What can be read of a text, without a word about the rest.
fn parse(text: &str) -> DeTable<'_> {
    DeTable::parse_recoverable(text).0.into_inner()
}

fn both<'a>(file: &'a Text, defaults: &'a Text) -> Result<(&'a Source, &'a Source), Problems> {
    match (file, defaults) {
        (Ok(file), Ok(defaults)) => Ok((file, defaults)),
        (file, defaults) => {
            let problems = [file, defaults]
                .into_iter()
                .filter_map(|text| text.as_ref().err().map(|problem| (**problem).clone()));
            Err(Problems::new(problems.collect()))
        }
    }
}
