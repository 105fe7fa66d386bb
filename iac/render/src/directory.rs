//! A root's directory: what differs from what should be there, and making it so.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::fs::Permissions;
use std::io::{self, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use crate::MARK;

/// The directory of a root, such as `generated/dev`.
#[derive(Debug, Clone)]
pub struct Directory {
    path: PathBuf,
}

/// A file that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change<'f> {
    /// Where it is.
    pub path: PathBuf,
    /// What is there; `None` if nothing is.
    pub old: Option<String>,
    /// What should be there; `None` if nothing should.
    pub new: Option<&'f str>,
}

/// A directory could not be read or written.
#[derive(Debug)]
pub struct Error {
    path: PathBuf,
    action: &'static str,
    source: io::Error,
}

/// What is done to a file to make it as it should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// It was not there.
    Create,
    /// It had other content.
    Update,
    /// It is no longer made.
    Remove,
}

impl Change<'_> {
    /// What is done about it.
    #[must_use]
    pub fn action(&self) -> Action {
        match (&self.old, &self.new) {
            (None, _) => Action::Create,
            (Some(_), Some(_)) => Action::Update,
            (Some(_), None) => Action::Remove,
        }
    }
}

impl Directory {
    /// The directory at `path`, which need not exist.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into() }
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What would have to change for the directory to hold `files`, by name. Files that were not made here, such as
    /// `.terraform.lock.hcl`, are left alone.
    ///
    /// # Errors
    /// If the directory or a file in it cannot be read.
    pub fn changes<'f>(&self, files: &'f BTreeMap<String, String>) -> Result<Vec<Change<'f>>, Error> {
        let mut changes = Vec::new();
        for (name, new) in files {
            let path = self.path.join(name);
            let old = match fs::read(&path) {
                Ok(bytes) if bytes == new.as_bytes() => continue,
                Ok(bytes) => Some(String::from_utf8_lossy(&bytes).into_owned()),
                Err(error) if error.kind() == io::ErrorKind::NotFound => None,
                Err(source) => return Err(Error { path, action: "read", source }),
            };
            changes.push(Change { path, old, new: Some(new) });
        }
        for path in self.entries()? {
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            if files.contains_key(name) || !may_be_ours(name) {
                continue;
            }
            let bytes =
                fs::read(&path).map_err(|source| Error { path: path.clone(), action: "read", source })?;
            let old = String::from_utf8_lossy(&bytes).into_owned();
            if old.lines().take(2).any(|line| line.contains(MARK)) {
                changes.push(Change { path, old: Some(old), new: None });
            }
        }
        changes.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(changes)
    }

    /// Files that Terraform would apply although nothing here made them.
    ///
    /// # Errors
    /// If the directory cannot be read.
    pub fn strangers(&self, files: &BTreeMap<String, String>) -> Result<Vec<PathBuf>, Error> {
        let mut strangers = self.entries()?;
        strangers.retain(|path| {
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            let applied =
                [".tf", ".tf.json", ".tofu", ".tofu.json"].iter().any(|ending| name.ends_with(ending));
            // Documented steps put overrides there for a while; git ignores them.
            let temporary = name.ends_with("_override.tf.json") || name == "override.tf.json";
            applied && !temporary && !files.contains_key(name)
        });
        Ok(strangers)
    }

    /// Makes `changes`: each file is there whole, as it was or as it should be, whenever the program ends.
    ///
    /// # Errors
    /// If a file cannot be written or removed.
    pub fn apply(&self, changes: &[Change<'_>]) -> Result<(), Error> {
        let failed = |path: &Path, action| {
            let path = path.to_owned();
            move |source| Error { path, action, source }
        };
        if changes.iter().any(|change| change.new.is_some()) {
            fs::create_dir_all(&self.path).map_err(failed(&self.path, "make"))?;
        }
        for change in changes {
            match change.new {
                Some(text) => {
                    replace(&self.path, &change.path, text).map_err(failed(&change.path, "write"))?;
                }
                None => fs::remove_file(&change.path).map_err(failed(&change.path, "remove"))?,
            }
        }
        Ok(())
    }

    fn entries(&self) -> Result<Vec<PathBuf>, Error> {
        let failed = |source| Error { path: self.path.clone(), action: "read", source };
        let entries = match fs::read_dir(&self.path) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(source) => return Err(failed(source)),
        };
        let mut paths = Vec::new();
        for entry in entries {
            let path = entry.map_err(failed)?.path();
            if path.is_file() {
                paths.push(path);
            }
        }
        paths.sort();
        Ok(paths)
    }
}

/// Whether a file of this name could have been made here.
fn may_be_ours(name: &str) -> bool {
    name.ends_with(".tf.json") || name == "README.md"
}

/// Writes beside the file and then takes its place.
fn replace(directory: &Path, path: &Path, text: &str) -> io::Result<()> {
    let mut file = tempfile::Builder::new()
        .prefix(".iac-")
        .permissions(Permissions::from_mode(0o644))
        .tempfile_in(directory)?;
    file.write_all(text.as_bytes())?;
    file.persist(path)?;
    Ok(())
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot {} `{}`", self.action, self.path.display())
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Create => "create",
            Self::Update => "update",
            Self::Remove => "remove",
        })
    }
}
