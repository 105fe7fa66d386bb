//! Amazon RDS and Aurora: databases.

mod cluster;
mod cluster_instance;
mod cluster_parameter_group;
mod db_instance;
mod db_parameter_group;
mod db_subnet_group;
mod parameter;

pub use cluster::{Cluster, Serverlessv2ScalingConfiguration};
pub use cluster_instance::{ClusterInstance, ServerlessClass};
pub use cluster_parameter_group::ClusterParameterGroup;
pub use db_instance::{DbInstance, StorageType};
pub use db_parameter_group::DbParameterGroup;
pub use db_subnet_group::DbSubnetGroup;
pub use parameter::{ApplyMethod, Parameter};

use serde::Serialize;

/// What speaks PostgreSQL.
#[derive(Clone, Copy, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Engine {
    AuroraPostgresql,
    Postgres,
}

/// A log that RDS hands on to CloudWatch.
#[derive(Clone, Copy, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum LogExport {
    Postgresql,
}

/// The kind of an attribute that is a database's identifier: its name in the account.
pub enum Identifier {}

/// The kind of an attribute by which IAM's policies know a database: no name, and never given twice.
pub enum ResourceId {}

/// The kind of an attribute that is a name of a database that others connect to.
pub enum Endpoint {}

/// The kind of an attribute that is the ARN of the secret with the master user's password.
pub enum SecretArn {}

/// The kind of an attribute that is a parameter group's name.
pub enum ParameterGroupName {}

/// The kind of an attribute that is a subnet group's name.
pub enum SubnetGroupName {}
