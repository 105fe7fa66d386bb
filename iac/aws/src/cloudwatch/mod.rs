//! Amazon CloudWatch: alarms and dashboards.

mod dashboard;
mod metric_alarm;

pub use dashboard::{
    Dashboard, DashboardBody, MetricExpression, MetricWidget, TextWidget, View, Widget, WidgetContent,
};
pub use metric_alarm::{
    ComparisonOperator, Dimensions, Metric, MetricAlarm, MetricQuery, Statistic, Subject, TreatMissingData,
};
