use serde::Serialize;
use terraform::{HasArn, Ref, Resource, Text};

use super::{ResourceId, ScalableDimension, ServiceNamespace, Target};
use crate::limits::Positive;

/// A value that scaling holds steady.
#[derive(Serialize)]
pub struct Policy {
    pub name: String,
    pub policy_type: PolicyType,
    pub resource_id: Ref<Target, ResourceId>,
    pub scalable_dimension: ScalableDimension,
    pub service_namespace: ServiceNamespace,
    pub target_tracking_scaling_policy_configuration: TargetTracking,
}

impl Resource for Policy {
    const TYPE: &'static str = "aws_appautoscaling_policy";
}
impl HasArn for Policy {}

/// The kinds of scaling in use.
#[derive(Serialize)]
pub enum PolicyType {
    TargetTrackingScaling,
}

/// Which value, and how quickly it is followed.
#[derive(Serialize)]
pub struct TargetTracking {
    pub predefined_metric_specification: PredefinedMetric,
    /// Seconds between two reductions.
    pub scale_in_cooldown: u16,
    /// Seconds between two increases.
    pub scale_out_cooldown: u16,
    pub target_value: Positive,
}

/// The value.
#[derive(Serialize)]
#[serde(tag = "predefined_metric_type")]
pub enum PredefinedMetric {
    /// Requests per minute and task.
    #[serde(rename = "ALBRequestCountPerTarget")]
    AlbRequestCountPerTarget {
        /// `app/name/id/targetgroup/name/id`.
        resource_label: Text,
    },
    #[serde(rename = "ECSServiceAverageCPUUtilization")]
    EcsServiceAverageCpuUtilization,
    #[serde(rename = "ECSServiceAverageMemoryUtilization")]
    EcsServiceAverageMemoryUtilization,
}
