use serde::Serialize;
use terraform::{HasArn, Ref, Resource};

use super::{ResourceId, ScalableDimension, ServiceNamespace, Target};

/// Other bounds from a time on.
#[derive(Serialize)]
pub struct ScheduledAction {
    pub name: String,
    pub resource_id: Ref<Target, ResourceId>,
    pub scalable_dimension: ScalableDimension,
    pub scalable_target_action: ScalableTargetAction,
    /// `at(…)`, `rate(…)` or `cron(…)`.
    pub schedule: String,
    pub service_namespace: ServiceNamespace,
    /// An IANA time zone.
    pub timezone: String,
}

impl Resource for ScheduledAction {
    const TYPE: &'static str = "aws_appautoscaling_scheduled_action";
}
impl HasArn for ScheduledAction {}

/// The bounds.
#[derive(Serialize)]
pub struct ScalableTargetAction {
    pub max_capacity: u16,
    pub min_capacity: u16,
}
