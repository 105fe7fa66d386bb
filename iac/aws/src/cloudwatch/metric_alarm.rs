use std::collections::BTreeMap;

use serde::Serialize;
use terraform::{Arn, HasArn, Ref, Resource, Text};

use crate::sns::Topic;

/// Tells somebody when a metric is where it should not be.
#[derive(Serialize)]
pub struct MetricAlarm {
    pub alarm_actions: Vec<Ref<Topic, Arn>>,
    pub alarm_description: String,
    pub alarm_name: String,
    pub comparison_operator: ComparisonOperator,
    pub datapoints_to_alarm: u32,
    pub evaluation_periods: u32,
    pub insufficient_data_actions: Vec<Ref<Topic, Arn>>,
    #[serde(flatten)]
    pub subject: Subject,
    pub ok_actions: Vec<Ref<Topic, Arn>>,
    pub threshold: u64,
    pub treat_missing_data: TreatMissingData,
}

impl Resource for MetricAlarm {
    const TYPE: &'static str = "aws_cloudwatch_metric_alarm";
}
impl HasArn for MetricAlarm {}

/// What an alarm watches: exactly one of a metric and an expression over several.
#[derive(Serialize)]
#[serde(untagged)]
pub enum Subject {
    Metric {
        dimensions: Dimensions,
        metric_name: String,
        namespace: String,
        /// Seconds: 10, 20, 30 or a multiple of 60.
        period: u32,
        statistic: Statistic,
    },
    Expression {
        metric_query: Vec<MetricQuery>,
    },
}

/// Which of a metric's series is meant.
pub type Dimensions = BTreeMap<&'static str, Text>;

/// A metric, or an expression over those of other ids. One of an alarm's queries returns its data.
#[derive(Serialize)]
pub struct MetricQuery {
    pub id: String,
    pub expression: Option<String>,
    pub label: Option<String>,
    pub metric: Option<Metric>,
    pub return_data: bool,
}

/// A metric of an expression.
#[derive(Serialize)]
pub struct Metric {
    pub dimensions: Dimensions,
    pub metric_name: String,
    pub namespace: String,
    /// Seconds.
    pub period: u32,
    pub stat: Statistic,
}

/// When an alarm is raised.
#[derive(Clone, Copy, Serialize)]
pub enum ComparisonOperator {
    GreaterThanOrEqualToThreshold,
    GreaterThanThreshold,
    LessThanThreshold,
}

/// How a period's values become one.
#[derive(Clone, Copy, Serialize)]
pub enum Statistic {
    Average,
    Maximum,
    Minimum,
    Sum,
}

/// What a period without values means.
#[derive(Clone, Copy, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum TreatMissingData {
    Breaching,
    NotBreaching,
}
