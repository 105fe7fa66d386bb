//! What an environment is, once nothing about it can be wrong.

mod compute;
mod database;
mod database_task;
mod github;
mod load_balancer;
mod network;
mod observability;
mod service;
mod waiver;

use std::collections::{BTreeMap, BTreeSet};

use aws::limits::{AccountId, KmsKeyArn, Refused, Region};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use compute::{Architecture, CapacityProvider, Compute, ContainerInsights, Share};
pub use database::{
    AuroraInstances, AuroraServerless, ConnectionsPerTask, Database, Engine, Instance, Managed,
    PostgresqlVersion, RESERVED_CONNECTIONS, StaleReads, StorageGib,
};
pub(crate) use database::{connections_needed, places};
pub use database_task::DatabaseTask;
pub use github::Github;
pub use load_balancer::{Listener, LoadBalancer};
pub use network::{InterfaceEndpoints, Nat, Network, Zone};
pub use observability::Observability;
pub use service::{Scaling, Schedule, Secret, SecretSource, Service};
pub use waiver::{Override, Waiver};

use crate::names::Names;
use crate::problem::{Location, Problem, Severity};
use crate::text::{ApplicationName, EnvironmentName, LoadBalancerName, ServiceName};

/// One environment: everything its file and the shared defaults say, checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Environment {
    /// The name of the environment, which is the name of its file.
    pub name: EnvironmentName,
    /// The application, with which every name begins.
    pub application: ApplicationName,
    /// Where it is.
    pub account: Account,
    /// How much depends on it.
    pub tier: Tier,
    /// Whether what it holds is kept from being destroyed.
    pub deletion_protection: bool,
    /// Where Terraform keeps what it knows.
    pub state: State,
    /// The repository whose workflows are the pipelines, if there are any.
    pub github: Option<Github>,
    /// The VPC and its subnets.
    pub network: Network,
    /// What the load balancers have in common.
    pub load_balancer: LoadBalancer,
    /// The cluster.
    pub compute: Compute,
    /// Logs and alarms.
    pub observability: Observability,
    /// Where the databases are.
    pub database: Database,
    /// What runs, by name.
    pub services: BTreeMap<ServiceName, Service>,
    /// Which rules do not hold, and why.
    pub waivers: Vec<Waiver>,
    /// Arguments that are merged over what is rendered, by Terraform address.
    pub overrides: BTreeMap<String, Override>,
    /// What is allowed, but worth a look.
    pub warnings: Vec<Problem>,
}

impl Environment {
    /// The names of everything in the account.
    #[must_use]
    pub fn names(&self) -> Names {
        Names::new(&self.application, &self.name, &self.account.id)
    }

    /// The load balancers that the services name; never empty.
    #[must_use]
    pub fn load_balancers(&self) -> BTreeSet<&LoadBalancerName> {
        self.services.values().map(|service| &service.load_balancer).collect()
    }

    /// How many tasks there are at most, at the maxima of all services, by the clock too.
    #[must_use]
    pub fn tasks(&self) -> u64 {
        self.services.values().map(|service| u64::from(service.scaling.most())).sum()
    }

    /// The waiver of a rule for something, if there is one.
    #[must_use]
    pub fn waiver(&self, rule: &str, address: &str) -> Option<&Waiver> {
        self.waivers.iter().find(|waiver| waiver.rule == rule && waiver.address == address)
    }

    /// A problem that was found later, with what a waiver or an override says: it points into the file like any other.
    #[must_use]
    pub fn problem(location: &Location, path: impl Into<String>, refused: Refused) -> Problem {
        Problem::new(Severity::Error, path.into(), refused, Some(location.clone()))
    }
}

/// An account and a region of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Twelve digits.
    pub id: AccountId,
    /// The region that everything is in.
    pub region: Region,
}

/// How much depends on an environment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
pub enum Tier {
    /// Nobody's data is in it; cheap beats safe.
    Development,
    /// Patients' data is in it; the policy rules of production hold.
    Production,
}

/// Where Terraform keeps what it knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// The key that encrypts it.
    pub kms_key_arn: KmsKeyArn,
}
