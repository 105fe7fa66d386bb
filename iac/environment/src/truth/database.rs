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

/// The connections that so many tasks need with so many each: twice, as a deployment starts the new tasks beside the old, and
/// what is reserved.
#[must_use]
pub fn connections_needed(tasks: u64, each: ConnectionsPerTask) -> u64 {
    2 * tasks * u64::from(each.get()) + u64::from(RESERVED_CONNECTIONS)
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

impl Engine {
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
