//! The shape of `[services.<name>]` and `[service_defaults]`.

use std::collections::BTreeMap;

use aws::limits::{
    Capacity, FargateCpu, KmsKeyArn, Number, ParameterName, PathPattern, Percent, Port, Positive,
    ScheduleExpression, SecretName, TimeZone,
};
use schemars::JsonSchema;
use serde::Deserialize;

use super::Table;

use crate::text::{EnvVar, HttpsUrl, LoadBalancerName, ScheduleName, ServiceName};

/// A service: a task definition that runs some number of times behind a load balancer.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Service {
    /// The paths that reach it: one to five patterns, which no other service of the load balancer may answer.
    #[schemars(length(min = 1, max = 5))]
    pub(crate) paths: Vec<PathPattern>,
    /// The port that the container listens on.
    pub(crate) port: Option<Port>,
    /// CPU units of a task, 1024 to a virtual CPU.
    pub(crate) cpu: Option<FargateCpu>,
    /// Memory of a task in MiB; Fargate offers some with each `cpu`: 256 with 512, 1024 or 2048; 512 with 1024 to 4096;
    /// 1024 with 2048 to 8192; 2048 with 4096 to 16384.
    #[schemars(range(min = 512, max = 122_880))]
    pub(crate) memory: Option<Memory>,
    /// The load balancer it is behind, for environments with more services than one can serve. `main` unless given.
    pub(crate) load_balancer: Option<LoadBalancerName>,
    /// The services it calls, through their load balancers: each gives it a variable such as `PATIENT_SERVICE_URL`.
    pub(crate) calls: Vec<ServiceName>,
    /// Who signs the tokens it accepts; it may fetch the keys there.
    pub(crate) issuer: Option<HttpsUrl>,
    /// Environment variables that anybody may read.
    pub(crate) environment: BTreeMap<EnvVar, String>,
    /// Environment variables that nobody may read: `DATABASE_URL.secrets-manager = "<name>"`.
    pub(crate) secrets: BTreeMap<EnvVar, Table<Secret>>,
    /// How many tasks there are.
    pub(crate) scaling: Table<Scaling>,
}

impl Service {
    /// The load balancer it is behind.
    pub(crate) fn load_balancer(&self) -> LoadBalancerName {
        self.load_balancer.clone().unwrap_or_else(LoadBalancerName::main)
    }
}

/// Memory of a task in MiB.
pub(crate) type Memory = Number<0, { u32::MAX }>;

/// A secret that becomes an environment variable: exactly one of the two sources.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(inline)]
pub(crate) struct Secret {
    /// The name of a secret in Secrets Manager.
    #[serde(rename = "secrets-manager")]
    pub(crate) secrets_manager: Option<SecretName>,
    /// The name of a parameter in Systems Manager's Parameter Store.
    #[serde(rename = "parameter-store")]
    pub(crate) parameter_store: Option<ParameterName>,
    /// The key that encrypts it, where that is not AWS's own.
    pub(crate) kms_key_arn: Option<KmsKeyArn>,
}

/// How many tasks a service has.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(inline)]
pub(crate) struct Scaling {
    /// Never fewer tasks than this. Where there are schedules, until the first of them.
    pub(crate) minimum: Option<Capacity>,
    /// Never more tasks than this. Where there are schedules, until the first of them.
    pub(crate) maximum: Option<Capacity>,
    /// The CPU utilization to keep.
    pub(crate) cpu_percent: Option<Percent>,
    /// The memory utilization to keep.
    pub(crate) memory_percent: Option<Percent>,
    /// The requests a minute and task to keep.
    pub(crate) requests_per_target: Option<Positive>,
    /// Changes of the bounds by the clock. Once the first has happened, the bounds are those of the schedules: Terraform
    /// leaves them alone, and a change of `minimum` or `maximum` above does nothing.
    pub(crate) schedules: BTreeMap<ScheduleName, Table<Schedule>>,
}

/// A change of a service's bounds by the clock.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(inline)]
#[expect(clippy::struct_field_names, reason = "`schedule` is the provider's word")]
pub(crate) struct Schedule {
    /// When: `cron(…)` of six fields, `rate(…)` or `at(…)`.
    pub(crate) schedule: Option<ScheduleExpression>,
    /// In which time zone. `UTC` unless given.
    pub(crate) time_zone: Option<TimeZone>,
    /// From then on, never fewer tasks than this.
    pub(crate) minimum: Option<Capacity>,
    /// From then on, never more tasks than this.
    pub(crate) maximum: Option<Capacity>,
}
