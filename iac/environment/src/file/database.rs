//! The shape of `[database]`.

use aws::limits::{
    AuroraCapacity, BackupDays, BackupWindow, DbInstanceClass, MaintenanceWindow, PauseSeconds, Port,
    RouteCidr,
};
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Table, word};

use crate::truth::{AuroraInstances, ConnectionsPerTask, PostgresqlVersion, StaleReads, StorageGib};

/// Where the databases are: somebody else's (`external`), or in this stack (`managed`).
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(inline)]
pub(crate) struct Database {
    /// Databases of somebody else's; each service has its `DATABASE_URL` among its secrets.
    pub(crate) external: Option<Table<External>>,
    /// The port that the databases listen on. One that this stack makes takes none below 1150.
    pub(crate) port: Option<Port>,
    /// A PostgreSQL that this stack makes, in subnets of its own (`network.zones.<zone>.isolated`).
    pub(crate) managed: Option<Table<Managed>>,
}

impl Database {
    /// The networks of somebody else's databases.
    pub(crate) fn ranges(&self) -> &[RouteCidr] {
        self.external.as_ref().map_or(&[], |Table(external)| &external.ranges)
    }
}

/// Databases of somebody else's.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(inline)]
pub(crate) struct External {
    /// Networks that the databases' addresses are in; the services may connect to them.
    pub(crate) ranges: Vec<RouteCidr>,
}

/// A PostgreSQL that this stack makes: exactly one of `aurora-serverless` and `instance`. A change takes effect at once; one
/// of `class` or `version` restarts the database.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(inline)]
pub(crate) struct Managed {
    /// Machines whose size follows the load, on storage that grows with the data and is in three zones.
    #[serde(rename = "aurora-serverless")]
    pub(crate) aurora_serverless: Option<Table<AuroraServerless>>,
    /// One machine of a size that stays, and a standby in another zone if it is to have one.
    pub(crate) instance: Option<Table<Instance>>,
    /// PostgreSQL's major version, and minor ones come by themselves. 17 unless given. A higher one upgrades the database, of
    /// which RDS makes a snapshot before; there is no way down.
    pub(crate) version: Option<PostgresqlVersion>,
    /// The connections that a task of a service has at most: its `DATABASE_MAX_CONNECTIONS`. 5 unless given.
    pub(crate) connections_per_task: Option<ConnectionsPerTask>,
    /// Days, to any second of which the database can be restored.
    pub(crate) backup_retention_days: Option<BackupDays>,
    /// When it is backed up every day, in UTC: `03:00-03:30` unless given.
    pub(crate) backup_window: Option<BackupWindow>,
    /// When AWS may maintain it, once a week, in UTC: `sun:04:00-sun:05:00` unless given.
    pub(crate) maintenance_window: Option<MaintenanceWindow>,
}

/// Aurora PostgreSQL Serverless v2.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(inline)]
pub(crate) struct AuroraServerless {
    /// Never less capacity than this, in ACU (2 GiB of memory each). With 0 it pauses when nobody is connected; for the 15
    /// seconds or so that it takes to wake, services answer requests with 503.
    pub(crate) minimum_capacity: Option<AuroraCapacity>,
    /// Never more capacity than this, in ACU; 1 or more. How many connections there are follows from it.
    pub(crate) maximum_capacity: Option<AuroraCapacity>,
    /// Seconds without a connection after which it pauses, with a minimum of 0. 300 unless given.
    pub(crate) pause_after_seconds: Option<PauseSeconds>,
    /// How many machines there are.
    #[serde(deserialize_with = "word")]
    pub(crate) instances: Option<AuroraInstances>,
    /// Which machine answers reads that may be older than the last change: lists, searches, histories and free times.
    /// `writer` unless given.
    #[serde(deserialize_with = "word")]
    pub(crate) stale_reads: Option<StaleReads>,
}

/// An RDS instance.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(inline)]
pub(crate) struct Instance {
    /// The size of the machine.
    pub(crate) class: Option<DbInstanceClass>,
    /// GiB of storage to begin with.
    pub(crate) storage_gib: Option<StorageGib>,
    /// GiB up to which the storage grows by itself: a tenth more than `storage_gib`, or more.
    pub(crate) maximum_storage_gib: Option<StorageGib>,
    /// Whether a standby in another zone takes over when the machine or its zone fails. It doubles the price.
    pub(crate) multi_az: Option<bool>,
}
