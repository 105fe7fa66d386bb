//! From the file's shape to the truth: what must be there is asked for here.

mod bootstrap;
mod compute;
mod database;
mod github;
mod load_balancer;
mod network;
mod overrides;
mod service;
pub(crate) mod waiver;

pub(crate) use bootstrap::bootstrap;
pub(crate) use database::{BACKUP_WINDOW, CONNECTIONS_PER_TASK, MAINTENANCE_WINDOW};
pub(crate) use load_balancer::IDLE_TIMEOUT_SECONDS;

use std::collections::BTreeMap;

use aws::limits::Refused;

use crate::file::{self, Table};
use crate::priority::priorities;
use crate::read::{Path, Report, at};
use crate::text::{EnvironmentName, LoadBalancerName, ServiceName};
use crate::truth::{Account, Environment, Observability, Service, State};

/// Makes the environment, or reports what is missing for it.
pub(crate) fn environment(
    name: &EnvironmentName,
    file: file::Environment,
    report: &mut Report<'_>,
) -> Option<Environment> {
    let application = required(report, file.application, &at!["application"], "\"healthcare-app\"");
    let account = account(file.account, report);
    let tier = required(report, file.tier, &at!["tier"], "\"development\"");
    let protection = at!["deletion_protection"];
    let deletion_protection = required(report, file.deletion_protection, &protection, "true");
    let state = state(file.state, report);
    let github = github::github(file.github, report);
    let isolated = network::isolated(&file.network);
    let network = network::network(file.network, report);
    let load_balancer = load_balancer::load_balancer(file.load_balancer, report);
    let compute = compute::compute(file.compute, report);
    let observability = observability(file.observability, report);
    let database = database::database(file.database, isolated, report);
    let services = services(file.services, report);
    let waivers = waiver::waivers(file.waivers, report);
    let overrides = overrides::overrides(file.overrides, report);
    Some(Environment {
        name: name.clone(),
        application: application?,
        account: account?,
        tier: tier?,
        deletion_protection: deletion_protection?,
        state: state?,
        github,
        network: network?,
        load_balancer: load_balancer?,
        compute: compute?,
        observability: observability?,
        database: database?,
        services: services?,
        waivers: waivers?,
        overrides,
        warnings: Vec::new(),
    })
}

/// A value that must be there; if it is not, the hint shows one.
fn required<T>(report: &mut Report<'_>, value: Option<T>, path: &Path, example: &str) -> Option<T> {
    if value.is_none() {
        let (table, key) = path.split();
        let place = table.map(|table| format!(" under {}", table.header())).unwrap_or_default();
        report.missing(path, format!("write `{key} = {example}`{place}"));
    }
    value
}

/// A value of a service's table that must be there; the hint says that all services can have it.
fn required_of_service<T>(
    report: &mut Report<'_>,
    value: Option<T>,
    table: &Path,
    key: &str,
    example: &str,
) -> Option<T> {
    if value.is_none() {
        let mut shared = at!["service_defaults"];
        shared.0.extend(table.0.iter().skip(2).cloned());
        let (own, shared) = (table.header(), shared.header());
        let hint = format!("write `{key} = {example}` under {own}, or under {shared} for every service");
        report.missing(&table.join(key), hint);
    }
    value
}

fn account(Table(file): Table<file::Account>, report: &mut Report<'_>) -> Option<Account> {
    let id = required(report, file.id, &at!["account", "id"], "\"123456789012\"");
    let region = required(report, file.region, &at!["account", "region"], "\"us-east-1\"");
    Some(Account { id: id?, region: region? })
}

fn state(Table(file): Table<file::State>, report: &mut Report<'_>) -> Option<State> {
    let example = "\"arn:aws:kms:<region>:<account>:key/<id>\"";
    let kms_key_arn = required(report, file.kms_key_arn, &at!["state", "kms_key_arn"], example);
    Some(State { kms_key_arn: kms_key_arn? })
}

fn observability(Table(file): Table<file::Observability>, report: &mut Report<'_>) -> Option<Observability> {
    let path = at!["observability", "log_retention_days"];
    let log_retention_days = required(report, file.log_retention_days, &path, "30")?;
    Some(Observability { log_retention_days, notify: file.notify })
}

fn services(
    files: BTreeMap<ServiceName, Table<file::Service>>,
    report: &mut Report<'_>,
) -> Option<BTreeMap<ServiceName, Service>> {
    if files.is_empty() {
        let refused = Refused::new("there is no service");
        let at = at!["services"];
        if !report.tree.is_hole(&at) && report.tree.is_intact(&at) {
            report.error(
                &at,
                refused.hint("add `[services.patient-service]` with `paths = [\"/api/patients*\"]`"),
            );
        }
        return None;
    }
    let mut behind: BTreeMap<LoadBalancerName, Vec<&ServiceName>> = BTreeMap::new();
    for (name, file) in &files {
        behind.entry(file.load_balancer()).or_default().push(name);
    }
    let given = behind
        .into_values()
        .flat_map(priorities)
        .map(|(name, priority)| (name.clone(), priority))
        .collect::<BTreeMap<_, _>>();
    let count = files.len();
    let made = files.into_iter().filter_map(|(name, Table(file))| {
        let priority = given.get(&name)?;
        let service = service::service(&name, Table(file), *priority, report)?;
        Some((name, service))
    });
    let made: BTreeMap<_, _> = made.collect();
    (made.len() == count).then_some(made)
}
