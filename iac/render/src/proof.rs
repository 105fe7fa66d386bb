//! What `iac check` says of a root, with the waivers of its environment's file.

use aws::limits::Refused;
use check::{Outcome, Subject, Versions};
use configuration::{Source, Unreadable};
use environment::{Environment, Location, Problem, Waiver};

use crate::Files;

/// What came of checking a root.
#[derive(Debug)]
pub struct Proof {
    /// What was found.
    pub outcome: Outcome,
    /// What is wrong with the waivers: those that set nothing aside.
    pub unused: Vec<Problem>,
}

impl Proof {
    /// Whether there is nothing that must be mended.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.outcome.errors() == 0 && self.unused.is_empty()
    }
}

/// Checks files that were rendered and are not written yet, and gives them back; `directory` is where they will be.
///
/// # Errors
/// If a file is no JSON.
pub(crate) fn prove(
    mut files: Files,
    directory: &str,
    waivers: &[Waiver],
) -> Result<(Proof, Files), Vec<Unreadable>> {
    let (names, sources): (Vec<String>, Vec<Source>) = files
        .extract_if(.., |name, _| name.ends_with(".tf.json"))
        .map(|(name, text)| {
            let source = Source { name: format!("{directory}/{name}"), text };
            (name, source)
        })
        .unzip();
    let proof = prove_sources(&sources, true, Versions::Every, waivers)?;
    files.extend(names.into_iter().zip(sources.into_iter().map(|source| source.text)));
    Ok((proof, files))
}

/// Checks files of any origin. `complete` says whether they are all of their directory.
///
/// # Errors
/// If a file is no JSON.
pub fn prove_sources(
    sources: &[Source],
    complete: bool,
    versions: Versions,
    waivers: &[Waiver],
) -> Result<Proof, Vec<Unreadable>> {
    let waivers: Vec<&Waiver> = waivers.iter().filter(|waiver| !waiver.is_checkov()).collect();
    let set_aside: Vec<check::Waiver<'_>> = waivers.iter().map(|waiver| set_aside(waiver)).collect();
    let outcome = check::check(&Subject { sources, complete, versions, waivers: &set_aside })?;
    // One of the bootstrap's file may stand for several, of which one is enough.
    let is_needed = |location: &Location| {
        (0..waivers.len()).any(|at| !outcome.unused.contains(&at) && waivers[at].location == *location)
    };
    let unused = outcome.unused.iter().filter(|at| !is_needed(&waivers[**at].location)).map(|at| {
        let Waiver { rule, address, location, .. } = waivers[*at];
        let refused = Refused::new(format!("there is nothing to waive: `{rule}` holds for `{address}`"));
        let elsewhere: Vec<&str> = outcome
            .findings
            .iter()
            .filter(|finding| finding.rule.id == rule)
            .map(|finding| finding.address.as_str())
            .collect();
        let refused = if elsewhere.is_empty() { refused } else { refused.allowed(elsewhere.join(", ")) };
        let refused = refused.hint("remove the waiver, or correct its `address`");
        Environment::problem(location, "waivers", refused)
    });
    let unused = unused.collect();
    Ok(Proof { outcome, unused })
}

/// A waiver of a policy rule has set the rule aside where the environment's file was checked; the files that follow from that
/// cannot but break it, too.
fn set_aside(waiver: &Waiver) -> check::Waiver<'_> {
    let address = if waiver.is_policy() { "*" } else { waiver.address.as_str() };
    check::Waiver { rule: &waiver.rule, address }
}
