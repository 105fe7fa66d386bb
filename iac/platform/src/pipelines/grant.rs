//! One line of the table of grants, and a statement made of several.

use std::collections::{BTreeMap, BTreeSet};

use aws::iam::Statement;
use environment::Environment;

/// Whether a plan asks for it too, or only an apply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Access {
    Read,
    Write,
}

/// Operator, key and value of a condition.
pub(crate) type When = (&'static str, &'static str, &'static str);

/// What Terraform needs for some types of resources.
///
/// Lines with one `sid` become one statement, over the actions and the resources of all of them; what that allows beyond the
/// lines (to delete a cluster that is a service) does not exist.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Grant {
    pub(crate) sid: &'static str,
    /// The types, in the provider's words; a look-up has `data.` before it.
    pub(crate) types: &'static [&'static str],
    pub(crate) access: Access,
    pub(crate) actions: &'static [&'static str],
    /// ARNs, with names that the environment has in braces.
    pub(crate) on: &'static [&'static str],
    pub(crate) when: &'static [When],
    /// Where AWS says that it is needed, for what the local AWS never asks for.
    pub(crate) source: Option<&'static str>,
}

/// What has the environment's tags, which the provider puts on everything.
pub(crate) const TAGGED: &[When] = &[
    ("StringEquals", "aws:ResourceTag/application", "{application}"),
    ("StringEquals", "aws:ResourceTag/environment", "{environment}"),
];

/// What is being made with the environment's tags.
pub(crate) const MADE: &[When] = &[
    ("StringEquals", "aws:RequestTag/application", "{application}"),
    ("StringEquals", "aws:RequestTag/environment", "{environment}"),
];

/// What no environment has, and is given the environment's tags.
pub(crate) const CLAIMED: &[When] = &[
    ("StringEquals", "aws:RequestTag/application", "{application}"),
    ("StringEquals", "aws:RequestTag/environment", "{environment}"),
    ("Null", "aws:ResourceTag/environment", "true"),
];

/// Where AWS has no resource for it.
pub(crate) const EVERYTHING: &[&str] = &["*"];

type Words = &'static [&'static str];

/// What a plan asks for.
pub(crate) const fn read(sid: &'static str, types: Words, actions: Words, on: Words) -> Grant {
    Grant { sid, types, access: Access::Read, actions, on, when: &[], source: None }
}

/// What only an apply asks for.
pub(crate) const fn write(sid: &'static str, types: Words, actions: Words, on: Words) -> Grant {
    Grant { sid, types, access: Access::Write, actions, on, when: &[], source: None }
}

impl Grant {
    /// Only under these conditions.
    pub(crate) const fn when(self, when: &'static [When]) -> Self {
        Self { when, ..self }
    }

    /// The local AWS never asks for it; AWS does, as it says there.
    pub(crate) const fn said_in(self, source: &'static str) -> Self {
        Self { source: Some(source), ..self }
    }
}

/// The environment's own words, for those in braces.
pub(crate) struct Place {
    words: [(&'static str, String); 6],
}

impl Place {
    pub(crate) fn of(environment: &Environment) -> Self {
        let names = environment.names();
        let domain = environment.load_balancer.listener.domain(&environment::LoadBalancerName::main());
        let words = [
            ("{account}", environment.account.id.to_string()),
            ("{region}", environment.account.region.to_string()),
            ("{application}", environment.application.to_string()),
            ("{environment}", environment.name.to_string()),
            ("{prefix}", names.prefix()),
            // What asks for it is in no stack that has none.
            ("{domain}", domain.unwrap_or_default()),
        ];
        Self { words }
    }

    pub(crate) fn fill(&self, text: &str) -> String {
        self.words.iter().fold(text.to_owned(), |text, (word, own)| text.replace(word, own))
    }
}

/// The statements of grants, in the order in which their names first come.
pub(crate) fn statements<'g>(grants: impl IntoIterator<Item = &'g Grant>, place: &Place) -> Vec<Statement> {
    let mut order = Vec::new();
    let mut by_sid: BTreeMap<&str, Vec<&Grant>> = BTreeMap::new();
    for grant in grants {
        let same = by_sid.entry(grant.sid).or_default();
        if same.is_empty() {
            order.push(grant.sid);
        }
        same.push(grant);
    }
    order.into_iter().map(|sid| statement(sid, &by_sid[sid], place)).collect()
}

fn statement(sid: &'static str, grants: &[&Grant], place: &Place) -> Statement {
    let actions: BTreeSet<&'static str> = grants.iter().flat_map(|grant| grant.actions).copied().collect();
    let resources: BTreeSet<String> =
        grants.iter().flat_map(|grant| grant.on).map(|arn| place.fill(arn)).collect();
    let when = grants.first().map_or(&[][..], |grant| grant.when);
    when.iter().fold(Statement::allow(sid, actions).on(resources), |statement, (operator, key, value)| {
        statement.when(operator, key, place.fill(value))
    })
}
