//! The shape of the files: everything that may stand in them, and nothing that must.
//!
//! An environment's file and the shared defaults have one shape, merged before it is read; what must be there is asked for
//! when the truth is made of it.

mod bootstrap;
mod compute;
mod database;
mod github;
mod load_balancer;
mod network;
mod service;
mod table;
mod waiver;
mod word;

use std::collections::BTreeMap;

use aws::limits::{AccountId, KmsKeyArn, Region, Retention};
use schemars::JsonSchema;
use serde::Deserialize;

pub(crate) use bootstrap::Bootstrap;
pub use bootstrap::Scanning;
pub(crate) use compute::{Compute, Share};
pub(crate) use database::{AuroraServerless, Database, External, Instance, Managed};
pub(crate) use github::Github;
pub(crate) use load_balancer::{Listener, LoadBalancer};
pub(crate) use network::Network;
pub(crate) use service::{Scaling, Schedule, Secret, Service};
pub(crate) use table::Table;
pub(crate) use waiver::Waiver;
use word::word;

use crate::text::{ApplicationName, Email, ServiceName};
use crate::truth::Tier;

/// An environment of the application, or what all environments share: `shared/defaults.toml` says what is the same
/// everywhere, and an environment's own file what differs. Tables merge; everything else is replaced.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "Environment")]
pub(crate) struct Environment {
    /// The application's name, with which every name in the account begins.
    pub(crate) application: Option<ApplicationName>,
    /// Where the environment is.
    pub(crate) account: Table<Account>,
    /// How much depends on the environment. In production, the policy rules hold unless waived.
    #[serde(deserialize_with = "word")]
    pub(crate) tier: Option<Tier>,
    /// Whether destroying the environment is refused. Its load balancers, images, access logs and log groups are kept.
    pub(crate) deletion_protection: Option<bool>,
    /// Where Terraform keeps what it knows.
    pub(crate) state: Table<State>,
    /// The repository on GitHub whose workflows are the pipelines. Without it there are no roles for pipelines.
    pub(crate) github: Option<Table<Github>>,
    /// The VPC and its subnets.
    pub(crate) network: Table<Network>,
    /// What the load balancers have in common.
    pub(crate) load_balancer: Table<LoadBalancer>,
    /// The cluster.
    pub(crate) compute: Table<Compute>,
    /// Logs and alarms.
    pub(crate) observability: Table<Observability>,
    /// Where the databases are.
    pub(crate) database: Table<Database>,
    /// What every service has unless it says otherwise.
    pub(crate) service_defaults: Table<Service>,
    /// What runs, by name.
    pub(crate) services: BTreeMap<ServiceName, Table<Service>>,
    /// Which rules do not hold for something, and why.
    pub(crate) waivers: Vec<Table<Waiver>>,
    /// Arguments of the provider that are merged over what is rendered, by Terraform address:
    /// `[override."aws_lb.main"]`. They are checked against the provider's schema.
    #[serde(rename = "override")]
    pub(crate) overrides: BTreeMap<String, serde_json::Map<String, serde_json::Value>>,
}

/// An account and a region of it.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(inline)]
pub(crate) struct Account {
    /// The account's twelve digits, in quotes.
    pub(crate) id: Option<AccountId>,
    /// The region that everything is in.
    pub(crate) region: Option<Region>,
}

/// Where Terraform keeps what it knows.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(inline)]
pub(crate) struct State {
    /// The key that encrypts the state: an output of the bootstrap root.
    pub(crate) kms_key_arn: Option<KmsKeyArn>,
}

/// Logs and alarms.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(inline)]
pub(crate) struct Observability {
    /// Days that CloudWatch Logs keeps an event; 0 is for ever.
    pub(crate) log_retention_days: Option<Retention>,
    /// E-mail addresses that alarms are sent to. Each must confirm once.
    pub(crate) notify: Vec<Email>,
}
