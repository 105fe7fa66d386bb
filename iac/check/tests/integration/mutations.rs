//! What is broken in rendered files is noticed.
//!
//! The files of the repository, changed in memory one thing at a time: by the tables of what AWS refuses, by the provider's
//! schema, by their references, by what they consist of. None of that is made from the rules. What is not noticed stands
//! in `tests/survivors`, with a reason; what stands there and is noticed is a failure, too.

mod change;
mod place;
mod references;
mod removals;
mod root;
mod schema;
mod survivors;
mod tables;

use configuration::Step;

use root::Root;
use survivors::Tally;

/// A change of a root's files.
struct Mutation {
    /// What it is called in a list of survivors.
    id: String,
    /// The way to what is changed, as findings name it; empty, where a finding anywhere will do.
    path: String,
    /// Of what resource it is; of each, one is made at a time.
    of: String,
    /// The change.
    apply: Box<dyn Fn(&mut root::Trees)>,
}

/// Makes all mutations, and says which are not noticed. Those of different resources are made together: then one is noticed
/// by a finding at its very place. What is not, is made alone, and then any finding will do.
fn survivors_of(root: &Root, mutations: Vec<Mutation>) -> Tally {
    let mut tally = Tally::default();
    let mut rounds: Vec<Vec<Mutation>> = Vec::new();
    let mut alone = Vec::new();
    for mutation in mutations {
        if mutation.path.is_empty() {
            alone.push(mutation);
            continue;
        }
        let free = rounds.iter_mut().find(|round| round.iter().all(|other| other.of != mutation.of));
        match free {
            Some(round) => round.push(mutation),
            None => rounds.push(vec![mutation]),
        }
    }
    for round in rounds {
        let found = root.new_findings(|trees| round.iter().for_each(|mutation| (mutation.apply)(trees)));
        for mutation in round {
            match found.iter().find(|finding| finding.path == mutation.path) {
                Some(finding) => tally.noticed(&mutation.id, finding.rule),
                None => alone.push(mutation),
            }
        }
    }
    for mutation in alone {
        let found = root.new_findings(&mutation.apply);
        match found.first() {
            Some(finding) => tally.noticed(&mutation.id, finding.rule),
            None => tally.survived(mutation.id),
        }
    }
    tally
}

/// Makes the mutations of each root, the roots side by side.
fn of_every_root(family: &str, mutations: impl Fn(&Root) -> Vec<Mutation> + Sync) {
    let tally = std::thread::scope(|scope| {
        let roots = Root::all().into_iter();
        let running: Vec<_> = roots
            .map(|root| {
                scope.spawn(|| {
                    let root = root;
                    survivors_of(&root, mutations(&root))
                })
            })
            .collect();
        running.into_iter().fold(Tally::default(), |sum, tally| sum.and(tally.join().unwrap()))
    });
    survivors::compare(family, &tally);
}

/// Steps as findings write them. A step that is a number is an index.
fn path(steps: &[String]) -> String {
    let steps: Vec<Step<'_>> =
        steps.iter().map(|step| step.parse().map_or(Step::Name(step), Step::Index)).collect();
    configuration::Path(&steps).to_string()
}

#[test]
fn what_aws_refuses_is_noticed() {
    of_every_root("tables", tables::mutations);
}

#[test]
fn what_the_provider_refuses_is_noticed() {
    of_every_root("schema", schema::mutations);
}

#[test]
fn where_a_reference_leads_is_noticed() {
    of_every_root("references", references::mutations);
}

#[test]
fn what_is_gone_is_noticed() {
    of_every_root("removals", removals::mutations);
}
