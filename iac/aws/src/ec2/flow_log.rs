use serde::Serialize;
use terraform::{Arn, HasArn, Ref, Resource};

use super::Vpc;
use crate::Tags;
use crate::iam::Role;
use crate::logs::LogGroup;

/// A record of every connection in a VPC, accepted or refused, in a log group.
#[derive(Serialize)]
pub struct FlowLog {
    pub iam_role_arn: Ref<Role, Arn>,
    pub log_destination: Ref<LogGroup, Arn>,
    pub log_destination_type: LogDestinationType,
    /// Seconds over which connections are summed up: 60 or 600.
    pub max_aggregation_interval: u16,
    pub tags: Tags,
    pub traffic_type: TrafficType,
    pub vpc_id: Ref<Vpc>,
}

impl Resource for FlowLog {
    const TYPE: &'static str = "aws_flow_log";
}
impl HasArn for FlowLog {}

/// Where flow logs are delivered.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum LogDestinationType {
    CloudWatchLogs,
}

/// Which connections are recorded.
#[derive(Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum TrafficType {
    All,
}
