use serde::Serialize;
use terraform::{HasArn, Ref, Resource};

use super::{ResourceId, ScalableDimension, ServiceNamespace, Target};
use crate::limits::{ScheduleExpression, TimeZone};

/// Other bounds from a time on.
#[derive(Serialize)]
pub struct ScheduledAction {
    pub name: String,
    pub resource_id: Ref<Target, ResourceId>,
    pub scalable_dimension: ScalableDimension,
    pub scalable_target_action: ScalableTargetAction,
    pub schedule: ScheduleExpression,
    pub service_namespace: ServiceNamespace,
    pub timezone: TimeZone,
}

impl Resource for ScheduledAction {
    const TYPE: &'static str = "aws_appautoscaling_scheduled_action";
}
impl HasArn for ScheduledAction {}

/// The bounds, as the provider wants them: in text.
#[derive(Serialize)]
pub struct ScalableTargetAction {
    pub max_capacity: String,
    pub min_capacity: String,
}
