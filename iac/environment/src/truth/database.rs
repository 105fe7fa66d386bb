//! Where the databases are.

use std::collections::BTreeMap;

use aws::limits::{
    AuroraCapacity, AvailabilityZone, BackupDays, BackupWindow, DbInstanceClass, MaintenanceWindow, Number,
    PauseSeconds, Port, RouteCidr, VpcCidr,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Where the databases are: exactly one of the two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Database {
    /// Somebody else's: each service has its `DATABASE_URL` as a secret.
    External {
        /// Networks that the databases' addresses are in; the services may connect to them.
        ranges: Vec<RouteCidr>,
        /// The port they listen on.
        port: Port,
    },
    /// This stack's own: each service logs in with its task's role, and there is no password.
    Managed(Managed),
}

impl Database {
    /// The database that this stack makes, if it makes one.
    #[must_use]
    pub const fn managed(&self) -> Option<&Managed> {
        match self {
            Self::External { .. } => None,
            Self::Managed(managed) => Some(managed),
        }
    }
}

/// PostgreSQL's major version.
pub type PostgresqlVersion = Number<16, 17>;

/// Connections of one task.
pub type ConnectionsPerTask = Number<1, 100>;

/// GiB of an RDS instance's storage.
/// <https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Storage.html>
pub type StorageGib = Number<20, 65_536>;

/// What the services leave to AWS, to migrations, and to people who look after the database.
pub const RESERVED_CONNECTIONS: u32 = 10;

/// The connections that one machine needs for so many tasks, with so many each to every place that it stands for: twice, as a
/// deployment starts the new tasks beside the old, and what is reserved.
#[must_use]
pub(crate) fn connections_needed(tasks: u64, each: ConnectionsPerTask, places: u32) -> u64 {
    2 * tasks * u64::from(each.get()) * u64::from(places) + u64::from(RESERVED_CONNECTIONS)
}

/// The places that one machine of a database in so many zones may stand for. Each task has as many connections to the reader as
/// to the writer, and each of the two takes its own; but of two machines one may fail, and then the other is both.
/// <https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Endpoints.Reader.html>
#[must_use]
pub(crate) const fn places(stale_reads: StaleReads, zones: usize) -> u32 {
    match stale_reads {
        StaleReads::Reader if zones <= 2 => 2,
        StaleReads::Reader | StaleReads::Writer => 1,
    }
}

/// A PostgreSQL that this stack makes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Managed {
    /// What it runs on.
    pub engine: Engine,
    /// The major version; minor ones come by themselves.
    pub version: PostgresqlVersion,
    /// The port it listens on.
    pub port: Port,
    /// The isolated subnet of each zone of the network.
    pub subnets: BTreeMap<AvailabilityZone, VpcCidr>,
    /// The connections that a task has at most.
    pub connections_per_task: ConnectionsPerTask,
    /// Days, to any second of which it can be restored.
    pub backup_retention_days: BackupDays,
    /// When it is backed up every day.
    pub backup_window: BackupWindow,
    /// When AWS may maintain it; never while it is backed up.
    pub maintenance_window: MaintenanceWindow,
}

/// What a database runs on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Aurora PostgreSQL Serverless v2.
    AuroraServerless(AuroraServerless),
    /// An RDS instance.
    Instance(Instance),
}

/// Machines whose size follows the load.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuroraServerless {
    /// Never less.
    pub minimum: AuroraCapacity,
    /// Never more, and never less than the minimum.
    pub maximum: AuroraCapacity,
    /// When it pauses; nothing where it has a minimum that it keeps.
    pub pause: Option<PauseSeconds>,
    /// How many machines there are.
    pub instances: AuroraInstances,
    /// Which one answers reads that may be stale.
    pub stale_reads: StaleReads,
}

/// A machine of a size that stays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instance {
    /// The size.
    pub class: DbInstanceClass,
    /// GiB to begin with.
    pub storage: StorageGib,
    /// GiB up to which the storage grows; more than to begin with.
    pub maximum_storage: StorageGib,
    /// Whether there is a standby in another zone.
    pub multi_az: bool,
}

impl Managed {
    /// The connections that each of its machines needs for so many tasks.
    #[must_use]
    pub fn connections_needed(&self, tasks: u64) -> u64 {
        connections_needed(tasks, self.connections_per_task, self.places())
    }

    /// The places that one machine may stand for.
    #[must_use]
    pub fn places(&self) -> u32 {
        places(self.engine.stale_reads(), self.subnets.len())
    }
}

impl Engine {
    /// Where reads that may be stale are answered.
    #[must_use]
    pub const fn stale_reads(&self) -> StaleReads {
        match self {
            Self::AuroraServerless(aurora) => aurora.stale_reads,
            Self::Instance(_) => StaleReads::Writer,
        }
    }

    /// The connections that it takes, of which AWS and people need some.
    #[must_use]
    pub fn connections(&self) -> u32 {
        match self {
            Self::AuroraServerless(aurora) => aurora.maximum.connections(aurora.minimum),
            Self::Instance(instance) => instance.class.connections(),
        }
    }
}

/// How many machines an Aurora database has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
pub enum AuroraInstances {
    /// One, in the first zone: when it fails, another is made, and nobody answers for some minutes.
    Single,
    /// One in each zone: the first writes, and another takes its place within a minute.
    OnePerAz,
}

/// Which machine answers reads that may be older than the last change.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
pub enum StaleReads {
    /// The one that writes: nothing is stale.
    #[default]
    Writer,
    /// One of the others, while there is one: it is behind the writer by less than 100 ms as a rule.
    Reader,
}
