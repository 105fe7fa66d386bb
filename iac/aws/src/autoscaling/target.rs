use serde::Serialize;
use terraform::{Attribute, HasArn, Resource, Text};

use crate::limits::Capacity;

/// The bounds of a service's number of tasks.
#[derive(Serialize)]
pub struct Target {
    pub max_capacity: Capacity,
    pub min_capacity: Capacity,
    pub resource_id: Text,
    pub scalable_dimension: ScalableDimension,
    pub service_namespace: ServiceNamespace,
}

impl Resource for Target {
    const TYPE: &'static str = "aws_appautoscaling_target";
}
impl HasArn for Target {}

/// What is scaled.
#[derive(Clone, Copy, Serialize)]
pub enum ScalableDimension {
    #[serde(rename = "ecs:service:DesiredCount")]
    EcsServiceDesiredCount,
}

/// Whose it is.
#[derive(Clone, Copy, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ServiceNamespace {
    Ecs,
}

/// The kind of an attribute that names what is scaled.
pub enum ResourceId {}

impl Target {
    /// What is scaled: `service/{cluster}/{service}`.
    pub const RESOURCE_ID: Attribute<Self, ResourceId> = Attribute::new("resource_id");
}
