//! Where the databases are.

use std::collections::BTreeMap;

use aws::limits::{
    AuroraCapacity, AvailabilityZone, BackupWindow, MaintenanceWindow, PauseSeconds, Port, Refused,
    RouteCidr, VpcCidr,
};

use super::required;
use crate::file::{self, Table};
use crate::read::{Path, Report, at};
use crate::truth::{
    AuroraServerless, ConnectionsPerTask, Database, Engine, Instance, Managed, PostgresqlVersion,
};

/// What a managed database has unless the file says otherwise.
const VERSION: u32 = 17;
pub(crate) const CONNECTIONS_PER_TASK: u32 = 5;
pub(crate) const BACKUP_WINDOW: &str = "03:00-03:30";
pub(crate) const MAINTENANCE_WINDOW: &str = "sun:04:00-sun:05:00";
const PAUSE_SECONDS: u32 = 300;

/// The subnets of a database, as far as the file has them.
pub(super) type Isolated = BTreeMap<AvailabilityZone, Option<VpcCidr>>;

pub(super) fn database(
    Table(file): Table<file::Database>,
    isolated: Isolated,
    report: &mut Report<'_>,
) -> Option<Database> {
    let where_it_is = |what: &str| Refused::new(what).allowed("`external` or `managed`");
    match (&file.external, &file.managed) {
        (Some(_), Some(_)) => {
            let hint = "remove one of the two, here and in the shared defaults";
            report.error(
                &at!["database", "external"],
                where_it_is("the databases are in two places").hint(hint),
            );
        }
        (None, None) if report.tree.is_intact(&at!["database"]) => {
            let hint = "add `[database.managed]`, or `[database.external]` with `ranges`";
            report.error(&at!["database"], where_it_is("nothing says where the databases are").hint(hint));
        }
        _ => {}
    }
    let port = required(report, file.port, &at!["database", "port"], "5432");
    match file.managed {
        Some(managed) => self::managed(managed, port, isolated, report).map(Database::Managed),
        None => Some(Database::External { ranges: external(file.external?, report)?, port: port? }),
    }
}

fn external(Table(file): Table<file::External>, report: &mut Report<'_>) -> Option<Vec<RouteCidr>> {
    let ranges = Some(file.ranges).filter(|ranges| !ranges.is_empty());
    required(report, ranges, &at!["database", "external", "ranges"], "[\"10.0.48.0/22\"]")
}

fn managed(
    Table(file): Table<file::Managed>,
    port: Option<Port>,
    isolated: Isolated,
    report: &mut Report<'_>,
) -> Option<Managed> {
    let at = at!["database", "managed"];
    let engine = engine(file.aurora_serverless, file.instance, &at, report);
    let retention = required(report, file.backup_retention_days, &at.join("backup_retention_days"), "7");
    let count = isolated.len();
    let subnets = isolated.into_iter().filter_map(|(zone, cidr)| {
        let at = at!["network", "zones", zone.as_str(), "isolated"];
        Some((zone, required(report, cidr, &at, "\"10.0.2.0/26\"")?))
    });
    let subnets: BTreeMap<_, _> = subnets.collect();
    if subnets.len() != count {
        return None;
    }
    Some(Managed {
        engine: engine?,
        version: file.version.or(PostgresqlVersion::new(VERSION).ok())?,
        port: port?,
        subnets,
        connections_per_task: file
            .connections_per_task
            .or(ConnectionsPerTask::new(CONNECTIONS_PER_TASK).ok())?,
        backup_retention_days: retention?,
        backup_window: file.backup_window.or(BackupWindow::new(BACKUP_WINDOW).ok())?,
        maintenance_window: file.maintenance_window.or(MaintenanceWindow::new(MAINTENANCE_WINDOW).ok())?,
    })
}

fn engine(
    aurora: Option<Table<file::AuroraServerless>>,
    instance: Option<Table<file::Instance>>,
    at: &Path,
    report: &mut Report<'_>,
) -> Option<Engine> {
    const CHOICES: &str = "`aurora-serverless` or `instance`";
    match (aurora, instance) {
        (Some(file), None) => {
            self::aurora(file, &at.join("aurora-serverless"), report).map(Engine::AuroraServerless)
        }
        (None, Some(file)) => self::instance(file, &at.join("instance"), report).map(Engine::Instance),
        (Some(_), Some(_)) => {
            let refused = Refused::new("there is more than one").allowed(format!("one of {CHOICES}"));
            report.error(at, refused.hint("remove one of the two, here and in the shared defaults"));
            None
        }
        (None, None) => {
            if report.tree.is_intact(at) {
                let hint = "add `[database.managed.aurora-serverless]` with `minimum_capacity`, `maximum_capacity` and `instances`";
                let refused = Refused::new("does not say what the database runs on").allowed(CHOICES);
                report.error(at, refused.hint(hint));
            }
            None
        }
    }
}

fn aurora(
    Table(file): Table<file::AuroraServerless>,
    at: &Path,
    report: &mut Report<'_>,
) -> Option<AuroraServerless> {
    let minimum = required(report, file.minimum_capacity, &at.join("minimum_capacity"), "0.5");
    let maximum = required(report, file.maximum_capacity, &at.join("maximum_capacity"), "4");
    let instances = required(report, file.instances, &at.join("instances"), "\"single\"");
    let pause = file.pause_after_seconds.or(PauseSeconds::new(PAUSE_SECONDS).ok());
    let minimum = minimum?;
    Some(AuroraServerless {
        minimum,
        maximum: maximum?,
        pause: pause.filter(|_| minimum == AuroraCapacity::NONE),
        instances: instances?,
        stale_reads: file.stale_reads.unwrap_or_default(),
    })
}

fn instance(Table(file): Table<file::Instance>, at: &Path, report: &mut Report<'_>) -> Option<Instance> {
    let class = required(report, file.class, &at.join("class"), "\"db.t4g.micro\"");
    let storage = required(report, file.storage_gib, &at.join("storage_gib"), "20");
    let maximum_storage = required(report, file.maximum_storage_gib, &at.join("maximum_storage_gib"), "100");
    let multi_az = required(report, file.multi_az, &at.join("multi_az"), "false");
    Some(Instance {
        class: class?,
        storage: storage?,
        maximum_storage: maximum_storage?,
        multi_az: multi_az?,
    })
}
