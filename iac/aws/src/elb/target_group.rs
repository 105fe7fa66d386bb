use serde::Serialize;
use terraform::{Attribute, HasArn, Ref, Resource};

use super::ArnSuffix;
use crate::Tags;
use crate::ec2::Vpc;
use crate::limits::Port;

/// The tasks of a service, as a load balancer sees them.
#[derive(Serialize)]
pub struct TargetGroup {
    /// Seconds that a leaving target has for its last requests, as the provider wants them: in text.
    pub deregistration_delay: String,
    pub health_check: HealthCheck,
    pub name: String,
    pub port: Port,
    pub protocol: Protocol,
    pub tags: Tags,
    pub target_type: TargetType,
    pub vpc_id: Ref<Vpc>,
}

impl Resource for TargetGroup {
    const TYPE: &'static str = "aws_lb_target_group";
}
impl HasArn for TargetGroup {}

/// How a load balancer tells whether a target is well.
#[derive(Serialize)]
pub struct HealthCheck {
    pub enabled: bool,
    pub healthy_threshold: u8,
    /// Seconds between two checks.
    pub interval: u16,
    /// The status codes of a healthy target.
    pub matcher: String,
    pub path: String,
    pub port: TrafficPort,
    pub protocol: Protocol,
    /// Seconds to wait for an answer: less than the interval.
    pub timeout: u16,
    pub unhealthy_threshold: u8,
}

/// The port that is checked.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum TrafficPort {
    /// The one that requests go to.
    TrafficPort,
}

/// What a load balancer speaks.
#[derive(Clone, Copy, Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Protocol {
    Http,
    Https,
}

/// How targets are named.
#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
pub enum TargetType {
    Ip,
}

impl TargetGroup {
    /// `targetgroup/name/id`.
    pub const ARN_SUFFIX: Attribute<Self, ArnSuffix> = Attribute::new("arn_suffix");
}
