use serde::Serialize;
use terraform::{Ref, Resource};

use super::{LogGroup, LogGroupName};

/// Counts lines that match a pattern.
#[derive(Serialize)]
pub struct MetricFilter {
    pub log_group_name: Ref<LogGroup, LogGroupName>,
    pub metric_transformation: MetricTransformation,
    pub name: String,
    /// <https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html>
    pub pattern: String,
}

impl Resource for MetricFilter {
    const TYPE: &'static str = "aws_cloudwatch_log_metric_filter";
}

/// The metric that counts.
#[derive(Serialize)]
pub struct MetricTransformation {
    pub default_value: String,
    pub name: String,
    pub namespace: String,
    pub value: String,
}
