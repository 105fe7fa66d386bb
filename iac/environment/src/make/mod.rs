//! From the file's shape to the truth: what must be there is asked for here.

mod bootstrap;
mod compute;
mod load_balancer;
mod network;
mod overrides;
mod service;
mod waiver;

pub(crate) use bootstrap::bootstrap;

use std::collections::BTreeMap;

use crate::file;
use crate::priority::priorities;
use crate::read::{Path, Report, at};
use crate::text::{EnvironmentName, LoadBalancerName, ServiceName};
use crate::truth::{Account, Database, Environment, Observability, Service, State};

/// Makes the environment, or reports what is missing for it.
pub(crate) fn environment(
    name: &EnvironmentName,
    file: file::Environment,
    report: &mut Report<'_>,
) -> Option<Environment> {
    let application = required(
        report,
        file.application,
        &at!["application"],
        "\"healthcare-app\"",
    );
    let account = account(file.account, report);
    let tier = required(report, file.tier, &at!["tier"], "\"development\"");
    let state = state(file.state, report);
    let network = network::network(file.network, report);
    let load_balancer = load_balancer::load_balancer(file.load_balancer, report);
    let compute = compute::compute(file.compute, report);
    let observability = observability(file.observability, report);
    let database = database(file.database, report);
    let services = services(file.services, report);
    let waivers = waiver::waivers(file.waivers, report);
    let overrides = overrides::overrides(file.overrides, report);
    Some(Environment {
        name: name.clone(),
        application: application?,
        account: account?,
        tier: tier?,
        state: state?,
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
        report.missing(path, match table {
            Some(table) if table.0.len() > 1 && path.0.starts_with(&at!["services"].0) => {
                let below = Path(table.0[2..].to_vec());
                let dot = if below.0.is_empty() { "" } else { "." };
                format!("write `{key} = {example}` under `[{table}]`, or under `[service_defaults{dot}{below}]` for every service")
            }
            Some(table) => format!("write `{key} = {example}` under `[{table}]`"),
            None => format!("write `{key} = {example}`"),
        });
    }
    value
}

fn account(file: file::Account, report: &mut Report<'_>) -> Option<Account> {
    let id = required(report, file.id, &at!["account", "id"], "\"123456789012\"");
    let region = required(report, file.region, &at!["account", "region"], "\"us-east-1\"");
    Some(Account {
        id: id?,
        region: region?,
    })
}

fn state(file: file::State, report: &mut Report<'_>) -> Option<State> {
    let example = "\"arn:aws:kms:<region>:<account>:key/<id>\"";
    let kms_key_arn = required(report, file.kms_key_arn, &at!["state", "kms_key_arn"], example);
    Some(State {
        kms_key_arn: kms_key_arn?,
    })
}

fn observability(file: file::Observability, report: &mut Report<'_>) -> Option<Observability> {
    let path = at!["observability", "log_retention_days"];
    let log_retention_days = required(report, file.log_retention_days, &path, "30")?;
    Some(Observability {
        log_retention_days,
        notify: file.notify,
    })
}

fn database(file: file::Database, report: &mut Report<'_>) -> Option<Database> {
    if file.ranges.is_empty() {
        required::<()>(report, None, &at!["database", "ranges"], "[\"10.0.48.0/22\"]");
    }
    let port = required(report, file.port, &at!["database", "port"], "5432")?;
    Some(Database {
        ranges: file.ranges,
        port,
    })
}

fn services(
    files: BTreeMap<ServiceName, file::Service>,
    report: &mut Report<'_>,
) -> Option<BTreeMap<ServiceName, Service>> {
    if files.is_empty() {
        required::<()>(
            report,
            None,
            &at!["services", "patient-service", "paths"],
            "[\"/api/patients*\"]",
        );
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
    let made = files.into_iter().filter_map(|(name, file)| {
        let priority = given.get(&name)?;
        let service = service::service(&name, file, *priority, report)?;
        Some((name, service))
    });
    let made: BTreeMap<_, _> = made.collect();
    (made.len() == count).then_some(made)
}
