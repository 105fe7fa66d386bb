//! From names on the command line to the files of each root.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use check::Outcome;
use configuration::Unreadable;
use environment::{Problem, Problems, Workspace};
use render::{Failure, Files, GENERATED, Rendered};

use crate::Compose;

/// The name of the root that is no environment.
pub(crate) const BOOTSTRAP: &str = "bootstrap";

/// A root, what it consists of, and what is worth a look.
pub(crate) struct Root {
    pub(crate) name: String,
    pub(crate) files: Files,
    pub(crate) warnings: Vec<Problem>,
    pub(crate) outcome: Outcome,
}

/// What is wrong with roots.
#[derive(Default)]
pub(crate) struct Wrong {
    /// With their environments' files.
    pub(crate) problems: Vec<Problem>,
    /// With what would be written, by directory.
    pub(crate) found: Vec<(String, Outcome)>,
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

/// Renders the root `name`, and says what is worth a look in its file.
fn compose(of: Compose, workspace: &Workspace, name: &str) -> Result<(Rendered, Vec<Problem>), Failure> {
    if name == BOOTSTRAP {
        let bootstrap = workspace.bootstrap().map_err(Failure::Input)?;
        // Who the pipelines are follows from what there is to plan and to apply.
        let environments = workspace.load_all().map_err(Failure::Input)?;
        let composed = (of.bootstrap)(&bootstrap, &environments);
        let rendered = render::bootstrap(&bootstrap, composed)?.prove()?;
        return Ok((rendered, bootstrap.warnings));
    }
    let environment = match workspace.load(name) {
        Ok(environment) => environment,
        Err(problems) => {
            return Err(Failure::Input(with_those_of_the_draft(of, workspace, name, problems)));
        }
    };
    let rendered = render::environment(&environment, (of.environment)(&environment))?.prove()?;
    Ok((rendered, environment.warnings))
}

/// What else is wrong: with overrides and waivers, which are held against what would be rendered.
fn with_those_of_the_draft(of: Compose, workspace: &Workspace, name: &str, problems: Problems) -> Problems {
    let Some(draft) = workspace.draft(name) else { return problems };
    match render::environment(&draft, (of.environment)(&draft)) {
        Err(Failure::Input(more)) => problems.into_vec().into_iter().chain(more.into_vec()).collect(),
        _ => problems,
    }
}

/// Renders and checks every root of `names`, or says everything that is wrong with any of them.
pub(crate) fn compose_all(
    of: Compose,
    workspace: &Workspace,
    names: &[String],
) -> anyhow::Result<Result<Vec<Root>, Wrong>> {
    let mut roots = Vec::new();
    let mut wrong = Wrong { problems: workspace.misnamed().to_vec(), ..Wrong::default() };
    for name in names {
        match compose(of, workspace, name) {
            Ok((Rendered { files, proof }, warnings)) if proof.is_sound() => {
                roots.push(Root { name: name.clone(), files, warnings, outcome: proof.outcome });
            }
            Ok((Rendered { proof, .. }, _)) => {
                wrong.problems.extend(proof.unused);
                wrong.found.push((format!("{GENERATED}/{name}"), proof.outcome));
            }
            Err(Failure::Input(found)) => wrong.problems.extend(found.into_vec()),
            Err(Failure::Unreadable(files)) => return Err(unreadable_files(&files)),
            Err(Failure::Composition(errors)) => {
                let errors: Vec<String> = errors.iter().map(ToString::to_string).collect();
                bail!(
                    "the composition of `{name}` is wrong, which is no fault of the file: {}",
                    errors.join("; ")
                );
            }
        }
    }
    let all_well = wrong.problems.is_empty() && wrong.found.is_empty();
    wrong.problems = Problems::from_iter(wrong.problems).into_vec();
    Ok(if all_well { Ok(roots) } else { Err(wrong) })
}

/// Files that are not what Terraform reads, each on a line.
pub(crate) fn unreadable_files(unreadable: &[Unreadable]) -> anyhow::Error {
    let lines: Vec<String> = unreadable.iter().map(ToString::to_string).collect();
    anyhow::anyhow!("not Terraform JSON:\n  {}", lines.join("\n  "))
}
