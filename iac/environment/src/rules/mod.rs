//! What an environment's file can get wrong although each value by itself is right: one rule, one file.

mod compute;
mod database;
mod listener;
mod names;
mod network;
mod overrides;
mod production;
mod quota;
mod service;
mod variable;
mod waiver;

use std::collections::BTreeMap;

use crate::file;
use crate::neighbour::Neighbour;
use crate::read::Report;
use crate::text::{ApplicationName, EnvironmentName, LoadBalancerName, ServiceName};
use crate::truth::Tier;

/// What a rule looks at: what could be read of the environment's file, and of its neighbours'.
pub(crate) struct Context<'a> {
    pub(crate) name: &'a EnvironmentName,
    pub(crate) file: &'a file::Environment,
    pub(crate) neighbours: &'a [Neighbour],
    /// The services by the load balancer they are behind.
    pub(crate) behind: BTreeMap<LoadBalancerName, Vec<(&'a ServiceName, &'a file::Service)>>,
}

impl<'a> Context<'a> {
    pub(crate) fn new(
        name: &'a EnvironmentName,
        file: &'a file::Environment,
        neighbours: &'a [Neighbour],
    ) -> Self {
        let mut behind: BTreeMap<_, Vec<(_, &file::Service)>> = BTreeMap::new();
        for (name, service) in &file.services {
            behind.entry(service.load_balancer()).or_default().push((name, service));
        }
        Self { name, file, neighbours, behind }
    }

    /// The application's name, or what stands for it while there is none.
    fn application(&self) -> &str {
        self.file.application.as_ref().map_or("<application>", ApplicationName::as_str)
    }

    fn is_production(&self) -> bool {
        self.file.tier == Some(Tier::Production)
    }
}

type Rule = fn(&Context<'_>, &mut Report<'_>);

/// Every rule, in the order of the file; the waivers come last, as they set aside what the others found.
const RULES: &[&[Rule]] = &[
    names::RULES,
    network::RULES,
    listener::RULES,
    compute::RULES,
    database::RULES,
    service::RULES,
    variable::RULES,
    quota::RULES,
    production::RULES,
    overrides::RULES,
    waiver::RULES,
];

/// Applies every rule.
pub(crate) fn check(context: &Context<'_>, report: &mut Report<'_>) {
    for rule in RULES.iter().copied().flatten() {
        rule(context, report);
    }
}

/// Applies the rules that hold for the bootstrap's file.
pub(crate) fn check_bootstrap(file: &file::Bootstrap, report: &mut Report<'_>) {
    overrides::check(&file.overrides, report);
    waiver::check(&file.waivers, report);
}

/// Applies the rules that hold for waivers wherever they stand.
pub(crate) fn check_waivers(waivers: &[file::Table<file::Waiver>], report: &mut Report<'_>) {
    waiver::check_alone(waivers, report);
}

/// `no zone`, `one zone`, `3 zones`.
fn count(number: usize, what: &str) -> String {
    match number {
        0 => format!("no {what}"),
        1 => format!("one {what}"),
        _ => format!("{number} {what}s"),
    }
}
