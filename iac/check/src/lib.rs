#![doc = include_str!("../README.md")]

mod containers;
mod context;
mod explain;
mod finding;
mod found;
mod network;
mod outcome;
mod policies;
pub mod report;
mod rule;
mod rules;
mod scaled;
mod secrets;
mod security_groups;
#[cfg(test)]
mod testing;
mod users;
mod versions;

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use configuration::{Configuration, Documents, Kind, Source, Unreadable};
use schema::{Mode, Provider};

pub use explain::{Unexplained, explain};
pub use finding::Finding;
pub use network::Connection;
pub use outcome::{Checked, Outcome, Waiver};
pub use rule::{Rule, Severity};
pub use versions::Versions;

use context::Context;
use found::{Collected, Found};

/// A directory to be checked.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'s> {
    /// Its files.
    pub sources: &'s [Source],
    /// Whether those are all of them. If not, what is not found may be somewhere else.
    pub complete: bool,
    /// The versions of the provider that it must conform to.
    pub versions: Versions,
    /// What need not hold.
    pub waivers: &'s [Waiver<'s>],
}

/// Every rule, in the order of the concerns.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    rules::RULES.iter().copied().flatten().copied()
}

/// Checks a directory.
///
/// # Errors
/// If a file is no JSON: nobody knows what the others mean without it.
pub fn check(subject: &Subject<'_>) -> Result<Outcome, Vec<Unreadable>> {
    let documents = Documents::parse(subject.sources)?;
    let documents = if subject.complete { documents } else { documents.incomplete() };
    let configuration = Configuration::of(&documents);
    let context = Context::new(&configuration, subject.versions);
    let texts: HashMap<&str, &str> =
        subject.sources.iter().map(|source| (source.name.as_str(), source.text.as_str())).collect();
    let (all, connections) = judge(&context);
    let checked =
        Checked { files: subject.sources.len(), ..count(&configuration, subject.versions.providers()) };
    let checked =
        Checked { not_judged: all.not_judged() + checked.resources - checked.recognised, ..checked };
    Ok(Outcome::new(all.into_findings(&texts), subject.waivers, checked, connections))
}

/// What all rules find, and who reaches whom. Two threads take one rule after another; which of them takes which does not
/// show in what is found.
fn judge<'c>(context: &Context<'c>) -> (Collected<'c>, Vec<Connection>) {
    let left = Mutex::new(rules());
    let next = || left.lock().unwrap_or_else(PoisonError::into_inner).next();
    let take = || {
        let mut all = Collected::default();
        while let Some(rule) = next() {
            (rule.check)(context, &mut Found { rule, all: &mut all });
        }
        all
    };
    let other = || {
        let connections = context.network().connections();
        (take(), connections)
    };
    std::thread::scope(|scope| {
        let other = scope.spawn(other);
        let mut all = take();
        let (others, connections) = other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        all.add(others);
        (all, connections)
    })
}

fn count(configuration: &Configuration<'_>, providers: &[Provider]) -> Checked {
    let kinds = || {
        configuration.blocks().iter().filter_map(|block| match block.kind {
            Kind::Resource(mode, ty) => Some((mode, ty)),
            Kind::Other(_) => None,
        })
    };
    let is_known =
        |(mode, ty): &(Mode, &str)| providers.iter().any(|provider| provider.of(*mode, ty).is_some());
    Checked {
        resources: kinds().count(),
        recognised: kinds().filter(is_known).count(),
        rules: rules().count(),
        ..Checked::default()
    }
}
