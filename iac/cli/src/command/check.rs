//! `iac check`

use std::path::{Path, PathBuf};
use std::{fs, io};

use anyhow::{Context, bail};
use check::{Unexplained, Versions, report};
use configuration::{Directory, Unlisted};
use environment::{Problem, Waiver, Workspace};
use render::{GENERATED, Proof};

use crate::arguments::{Check, CheckFormat, Provider};
use crate::roots::{self, BOOTSTRAP};
use crate::{Outcome, print};

/// A directory and what it is checked against.
struct Target {
    path: PathBuf,
    /// The root's name, if it is one of ours.
    root: Option<String>,
    waivers: Vec<Waiver>,
    versions: Versions,
}

pub(crate) fn run(directory: Option<&Path>, arguments: &Check) -> anyhow::Result<Outcome> {
    if arguments.list {
        print::text(&report::list(check::rules()));
        return Ok(Outcome::Well);
    }
    let targets = match &arguments.dir {
        Some(path) => vec![foreign(path, arguments)?],
        None => ours(directory, arguments)?,
    };
    if let Some([from, to]) = arguments.explain.as_deref() {
        return explain(&targets, from, to);
    }
    let mut whole = check::Outcome::default();
    let mut unused: Vec<Problem> = Vec::new();
    for target in targets {
        let Proof { outcome, unused: found } = prove(&target)?;
        if arguments.format == CheckFormat::Text {
            print::text(&report::text(&target.path.display().to_string(), &outcome));
        }
        unused.extend(found);
        whole.add(outcome);
    }
    match arguments.format {
        CheckFormat::Text => {}
        CheckFormat::Json => print::line(&report::json(&whole)),
        CheckFormat::Sarif => print::line(&report::sarif(&whole)),
        CheckFormat::Github => print::text(&report::github(&whole)),
    }
    unused.iter().for_each(print::problem);
    Ok(if whole.errors() == 0 && unused.is_empty() { Outcome::Well } else { Outcome::Findings })
}

/// The roots of this repository, as they are on disk.
fn ours(directory: Option<&Path>, arguments: &Check) -> anyhow::Result<Vec<Target>> {
    let repository = roots::repository(directory)?;
    let workspace = roots::open(&repository)?;
    let names = roots::names(&workspace, &arguments.names)?;
    let target = |name: String| {
        let path = repository.join(GENERATED).join(&name);
        let waivers = waivers(&workspace, &name)?;
        let versions = versions(arguments.provider, || Versions::Every);
        Ok(Target { path, root: Some(name), waivers, versions })
    };
    names.into_iter().map(target).collect()
}

/// The waivers of a root's file.
fn waivers(workspace: &Workspace, name: &str) -> anyhow::Result<Vec<Waiver>> {
    let loaded = if name == BOOTSTRAP {
        workspace.bootstrap().map(|bootstrap| bootstrap.waivers)
    } else {
        workspace.load(name).map(|environment| environment.waivers)
    };
    loaded.map_err(|problems| {
        anyhow::anyhow!("the waivers of `{name}` cannot be read:\n\n{}", problems.to_string().trim_end())
    })
}

/// Any directory.
fn foreign(path: &Path, arguments: &Check) -> anyhow::Result<Target> {
    let waivers = match &arguments.waivers {
        None => Vec::new(),
        Some(file) => {
            let name = file.display().to_string();
            let text = fs::read_to_string(file).with_context(|| format!("cannot read `{name}`"))?;
            environment::waivers(&name, &text).map_err(|problems| {
                anyhow::anyhow!("the waivers cannot be read:\n\n{}", problems.to_string().trim_end())
            })?
        }
    };
    let locked = || {
        let lock = fs::read_to_string(path.join(".terraform.lock.hcl")).ok();
        Versions::locked(lock.as_deref())
    };
    let versions = versions(arguments.provider, locked);
    Ok(Target { path: path.to_owned(), root: None, waivers, versions })
}

fn versions(given: Option<Provider>, otherwise: impl FnOnce() -> Versions) -> Versions {
    match given {
        Some(Provider::V5) => Versions::One(schema::Provider::V5),
        Some(Provider::V6) => Versions::One(schema::Provider::V6),
        Some(Provider::Every) => Versions::Every,
        None => otherwise(),
    }
}

/// How one end reaches another in each of the directories.
fn explain(targets: &[Target], from: &str, to: &str) -> anyhow::Result<Outcome> {
    for (at, target) in targets.iter().enumerate() {
        let directory = read(target)?;
        if targets.len() > 1 {
            let path = target.path.display();
            print::line(&format!("{}{path}", if at == 0 { "" } else { "\n" }));
        }
        match check::explain(&directory.sources, from, to) {
            Ok(answer) => print::text(&answer),
            Err(Unexplained::Unreadable(files)) => return Err(roots::unreadable_files(&files)),
            Err(Unexplained::Nobody { word, known }) if targets.len() > 1 && at + 1 < targets.len() => {
                print::note(&format!("there is no `{word}` here; there are `{}`", known.join("`, `")));
            }
            Err(Unexplained::Nobody { word, known }) => {
                bail!("there is no `{word}`; there are `{}`, and any host", known.join("`, `"));
            }
        }
    }
    Ok(Outcome::Well)
}

/// The files of a directory, named as they are seen from here.
fn read(target: &Target) -> anyhow::Result<Directory> {
    let path = target.path.display();
    let mut directory = match Directory::read(&target.path) {
        Ok(directory) => directory,
        Err(Unlisted::Directory(error)) => match &target.root {
            Some(name) if error.kind() == io::ErrorKind::NotFound => {
                bail!("`{path}` is not there; render it first: `cargo run -p iac -- render {name}`");
            }
            _ => return Err(error).with_context(|| format!("cannot look into `{path}`")),
        },
        Err(Unlisted::Files(mut files)) => {
            for file in &mut files {
                file.file = format!("{path}/{}", file.file);
            }
            return Err(roots::unreadable_files(&files));
        }
    };
    if directory.sources.is_empty() {
        bail!("there is no `*.tf.json` in `{path}`; name a directory that Terraform is run in");
    }
    for source in &mut directory.sources {
        source.name = target.path.join(&source.name).display().to_string();
    }
    Ok(directory)
}

fn prove(target: &Target) -> anyhow::Result<Proof> {
    let path = target.path.display();
    let directory = read(target)?;
    if !directory.native.is_empty() {
        let native = directory.native.join("`, `");
        print::note(&format!("{path}: `{native}` is not read here: what it declares is not judged"));
    }
    let complete = directory.native.is_empty();
    let proof = render::prove_sources(&directory.sources, complete, target.versions, &target.waivers)
        .map_err(|unreadable| roots::unreadable_files(&unreadable))?;
    if proof.outcome.checked.recognised == 0 {
        let resources = proof.outcome.checked.resources;
        bail!(
            "nothing in `{path}` was recognised: of {resources} resources and data sources, none is of a type that is \
             known here; `iac/schema/provider/types.txt` names those that are"
        );
    }
    Ok(proof)
}
