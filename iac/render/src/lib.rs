#![doc = include_str!("../README.md")]

mod baseline;
mod diff;
mod directory;
mod draft;
mod lock_file;
mod orphans;
mod overrides;
mod proof;
mod waivers;

use std::collections::BTreeMap;

use configuration::Unreadable;
use environment::{Bootstrap, Environment, Override, Problems, Waiver};
use terraform::Root;

pub use diff::unified;
pub use directory::{Action, Change, Directory, Error};
pub use draft::{Draft, Rendered};
pub use lock_file::lock_file_to_copy;
pub use orphans::orphans;
pub use proof::{Proof, prove_sources};

/// How every generated file begins; by this a file that is no longer made is known as ours.
pub(crate) const MARK: &str = "Made by `cargo run -p iac -- render";

/// Where roots are rendered to, below the repository.
pub const GENERATED: &str = "generated";

/// The files of a root, by name.
pub type Files = BTreeMap<String, String>;

/// Why a root has no files.
#[derive(Debug)]
pub enum Failure {
    /// The environment's file is wrong.
    Input(Problems),
    /// The composition is wrong, whatever the file says.
    Composition(Vec<terraform::Error>),
    /// What would be written is not what Terraform reads.
    Unreadable(Vec<Unreadable>),
}

/// Renders an environment: its stack with the overrides merged, its README, checkov's baseline.
///
/// # Errors
/// If an override or a waiver names what is not in the stack, or an override is not what the provider takes.
pub fn environment(environment: &Environment, root: Root) -> Result<Draft, Failure> {
    let source = format!("environments/{}.toml", environment.name);
    let departures = Departures { waivers: &environment.waivers, overrides: &environment.overrides };
    draft(environment.name.as_str(), &source, &departures, root)
}

/// Renders what an account has once.
///
/// # Errors
/// As for an environment.
pub fn bootstrap(bootstrap: &Bootstrap, root: Root) -> Result<Draft, Failure> {
    let departures = Departures { waivers: &bootstrap.waivers, overrides: &bootstrap.overrides };
    draft("bootstrap", "environments/shared/bootstrap.toml", &departures, root)
}

/// Where a file departs from the model and from its rules.
struct Departures<'d> {
    waivers: &'d [Waiver],
    overrides: &'d BTreeMap<String, Override>,
}

fn draft(name: &str, source: &str, departures: &Departures<'_>, root: Root) -> Result<Draft, Failure> {
    let Root { mut stack, readme } = root;
    let mut problems = overrides::merge(&mut stack, departures.overrides);
    let waivers: Vec<&Waiver> = departures.waivers.iter().filter(|waiver| waiver.is_checkov()).collect();
    let located = stack.locate(&waivers.iter().map(|waiver| waiver.address.as_str()).collect());
    problems.extend(waivers::check(&waivers, &located, &stack));
    if !problems.is_empty() {
        return Err(Failure::Input(Problems::from_iter(problems)));
    }
    let comment = format!("{MARK} {name}` from {source}. Do not edit.");
    let documents = stack.documents(&comment).map_err(Failure::Composition)?;
    let mut files: Files = documents.into_iter().map(|document| (document.name, document.text)).collect();
    let waived = waivers.into_iter().filter_map(|waiver| {
        Some((located.get(waiver.address.as_str())?.as_str(), waiver.address.as_str(), waiver.rule.as_str()))
    });
    files.insert(".checkov.baseline".to_owned(), baseline::compose(waived));
    let directory = format!("{GENERATED}/{name}");
    Ok(Draft { directory, files, readme, waivers: departures.waivers.to_vec() })
}
