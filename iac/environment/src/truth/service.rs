//! One service.

use std::collections::BTreeMap;

use aws::limits::{
    Capacity, FargateSize, KmsKeyArn, ParameterName, PathPattern, Percent, Port, Positive,
    ScheduleExpression, SecretName, TimeZone,
};

use crate::priority::Priority;
use crate::text::{EnvVar, HttpsUrl, LoadBalancerName, ScheduleName, ServiceName};

/// One service: a task definition that runs some number of times behind a load balancer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Service {
    /// The paths that reach it: one to five, which no other service of the load balancer answers.
    pub paths: Vec<PathPattern>,
    /// The listener rule's priority: derived from the name, unique on the load balancer.
    pub priority: Priority,
    /// The port that the container listens on.
    pub port: Port,
    /// CPU and memory of a task.
    pub size: FargateSize,
    /// The load balancer it is behind.
    pub load_balancer: LoadBalancerName,
    /// The services it calls, through their load balancers.
    pub calls: Vec<ServiceName>,
    /// Who signs the tokens it accepts; it fetches the keys there.
    pub issuer: Option<HttpsUrl>,
    /// Environment variables that anybody may read.
    pub environment: BTreeMap<EnvVar, String>,
    /// Environment variables that nobody may read; `DATABASE_URL` is one where databases are somebody else's.
    pub secrets: BTreeMap<EnvVar, Secret>,
    /// How many tasks there are.
    pub scaling: Scaling,
}

/// A secret that becomes an environment variable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Secret {
    /// Where it is.
    pub source: SecretSource,
    /// The key that encrypts it, where that is not AWS's own.
    pub kms_key_arn: Option<KmsKeyArn>,
}

/// Where a secret is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SecretSource {
    /// In Secrets Manager, under this name.
    SecretsManager(SecretName),
    /// In Systems Manager's Parameter Store, under this name.
    ParameterStore(ParameterName),
}

/// How many tasks a service has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scaling {
    /// Never fewer than this.
    pub minimum: Capacity,
    /// Never more than this.
    pub maximum: Capacity,
    /// The CPU utilization to keep.
    pub cpu_percent: Percent,
    /// The memory utilization to keep.
    pub memory_percent: Percent,
    /// The requests a minute and task to keep.
    pub requests_per_target: Positive,
    /// Changes of the bounds by the clock.
    pub schedules: BTreeMap<ScheduleName, Schedule>,
}

impl Scaling {
    /// How many tasks there are at most, by the clock too.
    #[must_use]
    pub fn most(&self) -> u32 {
        self.schedules.values().map(|schedule| schedule.maximum).fold(self.maximum, Ord::max).get()
    }
}

/// A change of a service's bounds by the clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schedule {
    /// When.
    pub schedule: ScheduleExpression,
    /// In which time zone.
    pub time_zone: TimeZone,
    /// From then on, never fewer than this.
    pub minimum: Capacity,
    /// From then on, never more than this.
    pub maximum: Capacity,
}
