//! From names on the command line to the files of each root.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use environment::{Problem, Problems, Workspace};
use render::{Failure, Files};

use crate::Compose;

/// The name of the root that is no environment.
pub(crate) const BOOTSTRAP: &str = "bootstrap";

/// A root and what it consists of.
pub(crate) struct Root {
    pub(crate) name: String,
    pub(crate) files: Files,
    pub(crate) warnings: Vec<Problem>,
}

/// The repository: the directory given, or the nearest upwards that holds `environments/`.
pub(crate) fn repository(given: Option<&Path>) -> anyhow::Result<PathBuf> {
    if let Some(given) = given {
        if given.join("environments").is_dir() {
            return Ok(given.to_owned());
        }
        bail!("`{}` holds no directory `environments`", given.display());
    }
    let here = std::env::current_dir().context("cannot tell the current directory")?;
    let found = here.ancestors().find(|directory| directory.join("environments").is_dir());
    match found {
        // A path that is short to read: nothing, where it is the current directory.
        Some(directory) if directory == here => Ok(PathBuf::from("")),
        Some(directory) => Ok(directory.to_owned()),
        None => bail!(
            "neither `{}` nor a directory above it holds `environments`; go to the repository, or name it with `-C DIR`",
            here.display()
        ),
    }
}

/// Reads the environment files.
pub(crate) fn open(repository: &Path) -> anyhow::Result<Workspace> {
    let root = if repository.as_os_str().is_empty() { Path::new(".") } else { repository };
    Workspace::open(root).map_err(|problems| anyhow::anyhow!("{}", problems.to_string().trim_end()))
}

/// The names asked for, each once, or all there are.
pub(crate) fn names(workspace: &Workspace, asked: &[String]) -> anyhow::Result<Vec<String>> {
    let known: Vec<String> = std::iter::once(BOOTSTRAP.to_owned())
        .chain(workspace.environments().map(ToString::to_string))
        .collect();
    if asked.is_empty() {
        return Ok(known);
    }
    let unknown: Vec<&str> = asked.iter().filter(|name| !known.contains(name)).map(String::as_str).collect();
    if !unknown.is_empty() {
        bail!("there is no environment `{}`; there are `{}`", unknown.join("`, `"), known.join("`, `"));
    }
    Ok(known.into_iter().filter(|name| asked.contains(name)).collect())
}

/// Composes the root `name`.
pub(crate) fn compose(of: Compose, workspace: &Workspace, name: &str) -> Result<Root, Failure> {
    let (files, warnings) = if name == BOOTSTRAP {
        let bootstrap = workspace.bootstrap().map_err(Failure::Input)?;
        let root = (of.bootstrap)(&bootstrap);
        (render::bootstrap(&bootstrap, root.stack, root.readme)?, bootstrap.warnings)
    } else {
        let environment = workspace.load(name).map_err(Failure::Input)?;
        let root = (of.environment)(&environment);
        (render::environment(&environment, root.stack, root.readme)?, environment.warnings)
    };
    Ok(Root { name: name.to_owned(), files, warnings })
}

/// Composes every root of `names`, or says everything that is wrong with any of them.
pub(crate) fn compose_all(
    of: Compose,
    workspace: &Workspace,
    names: &[String],
) -> anyhow::Result<Result<Vec<Root>, Problems>> {
    let mut roots = Vec::new();
    let mut problems: Vec<Problem> = workspace.misnamed().to_vec();
    for name in names {
        match compose(of, workspace, name) {
            Ok(root) => roots.push(root),
            Err(Failure::Input(found)) => problems.extend(found.into_vec()),
            Err(Failure::Composition(errors)) => {
                let errors: Vec<String> = errors.iter().map(ToString::to_string).collect();
                bail!(
                    "the composition of `{name}` is wrong, which is no fault of the file: {}",
                    errors.join("; ")
                );
            }
        }
    }
    Ok(if problems.is_empty() { Ok(roots) } else { Err(Problems::from_iter(problems)) })
}
