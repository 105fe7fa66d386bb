//! Application Auto Scaling.

mod policy;
mod scheduled_action;
mod target;

pub use policy::{Policy, PolicyType, PredefinedMetric, TargetTracking};
pub use scheduled_action::{ScalableTargetAction, ScheduledAction};
pub use target::{ResourceId, ScalableDimension, ServiceNamespace, Target};
