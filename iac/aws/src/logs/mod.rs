//! Amazon CloudWatch Logs.

mod log_group;
mod metric_filter;

pub use log_group::{LogGroup, LogGroupName};
pub use metric_filter::{MetricFilter, MetricTransformation};
