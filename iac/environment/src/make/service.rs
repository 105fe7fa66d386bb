//! One service.

use std::collections::BTreeMap;

use aws::limits::{FargateSize, Refused, TimeZone};

use super::{required, required_of_service};
use crate::file::{self, Table};
use crate::priority::Priority;
use crate::read::{Path, Report, at};
use crate::text::{EnvVar, ScheduleName, ServiceName};
use crate::truth::{Scaling, Schedule, Secret, SecretSource, Service};

pub(super) fn service(
    name: &ServiceName,
    Table(file): Table<file::Service>,
    priority: Priority,
    report: &mut Report<'_>,
) -> Option<Service> {
    let at = at!["services", name.as_str()];
    let load_balancer = file.load_balancer();
    if file.paths.is_empty() {
        required::<()>(report, None, &at.join("paths"), "[\"/api/patients*\"]");
    }
    let port = required_of_service(report, file.port, &at, "port", "3000");
    let size = size(&file, &at, report);
    let secrets = secrets(file.secrets, &at.join("secrets"), report);
    let scaling = scaling(file.scaling, &at.join("scaling"), report);
    Some(Service {
        paths: file.paths,
        priority,
        port: port?,
        size: size?,
        load_balancer,
        calls: file.calls,
        issuer: file.issuer,
        environment: file.environment,
        secrets: secrets?,
        scaling: scaling?,
    })
}

fn size(file: &file::Service, at: &Path, report: &mut Report<'_>) -> Option<FargateSize> {
    let cpu = required_of_service(report, file.cpu, at, "cpu", "256");
    let memory = required_of_service(report, file.memory, at, "memory", "512");
    match FargateSize::new(cpu?, memory?.get()) {
        Ok(size) => Some(size),
        Err(refused) => {
            report.error(&at.join("memory"), refused);
            None
        }
    }
}

fn secrets(
    files: BTreeMap<EnvVar, Table<file::Secret>>,
    at: &Path,
    report: &mut Report<'_>,
) -> Option<BTreeMap<EnvVar, Secret>> {
    let count = files.len();
    let made = files.into_iter().filter_map(|(name, Table(file))| {
        let source = source(file.secrets_manager, file.parameter_store, &at.join(name.as_str()), report)?;
        Some((name, Secret { source, kms_key_arn: file.kms_key_arn }))
    });
    let made: BTreeMap<_, _> = made.collect();
    (made.len() == count).then_some(made)
}

fn source(
    secrets_manager: Option<aws::limits::SecretName>,
    parameter_store: Option<aws::limits::ParameterName>,
    at: &Path,
    report: &mut Report<'_>,
) -> Option<SecretSource> {
    let refused = match (secrets_manager, parameter_store) {
        (Some(name), None) => return Some(SecretSource::SecretsManager(name)),
        (None, Some(name)) => return Some(SecretSource::ParameterStore(name)),
        (Some(_), Some(_)) => Refused::new("is in two places").hint("keep one of the two"),
        (None, None) if !report.tree.is_intact(at) => return None,
        (None, None) => Refused::new("does not say where it is")
            .hint("write `secrets-manager = \"<name of the secret>\"`"),
    };
    report.error(at, refused.allowed("`secrets-manager` or `parameter-store`"));
    None
}

fn scaling(Table(file): Table<file::Scaling>, at: &Path, report: &mut Report<'_>) -> Option<Scaling> {
    let minimum = required_of_service(report, file.minimum, at, "minimum", "1");
    let maximum = required_of_service(report, file.maximum, at, "maximum", "3");
    let cpu_percent = required_of_service(report, file.cpu_percent, at, "cpu_percent", "60");
    let memory_percent = required_of_service(report, file.memory_percent, at, "memory_percent", "70");
    let requests = required_of_service(report, file.requests_per_target, at, "requests_per_target", "1000");
    let schedules = schedules(file.schedules, &at.join("schedules"), report);
    Some(Scaling {
        minimum: minimum?,
        maximum: maximum?,
        cpu_percent: cpu_percent?,
        memory_percent: memory_percent?,
        requests_per_target: requests?,
        schedules: schedules?,
    })
}

fn schedules(
    files: BTreeMap<ScheduleName, Table<file::Schedule>>,
    at: &Path,
    report: &mut Report<'_>,
) -> Option<BTreeMap<ScheduleName, Schedule>> {
    let count = files.len();
    let made = files.into_iter().filter_map(|(name, Table(file))| {
        let at = at.join(name.as_str());
        let schedule = required(report, file.schedule, &at.join("schedule"), "\"cron(0 6 ? * MON-FRI *)\"");
        let minimum = required(report, file.minimum, &at.join("minimum"), "1");
        let maximum = required(report, file.maximum, &at.join("maximum"), "3");
        let time_zone = file.time_zone.or(TimeZone::new("UTC").ok())?;
        Some((name, Schedule { schedule: schedule?, time_zone, minimum: minimum?, maximum: maximum? }))
    });
    let made: BTreeMap<_, _> = made.collect();
    (made.len() == count).then_some(made)
}
