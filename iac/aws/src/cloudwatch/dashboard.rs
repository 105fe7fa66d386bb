use serde::Serialize;
use terraform::{Json, Resource};

use super::Statistic;

/// A page of graphs.
#[derive(Serialize)]
pub struct Dashboard {
    pub dashboard_body: Json<DashboardBody>,
    pub dashboard_name: String,
}

impl Resource for Dashboard {
    const TYPE: &'static str = "aws_cloudwatch_dashboard";
}

/// <https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html>
#[derive(Serialize)]
pub struct DashboardBody {
    pub widgets: Vec<Widget>,
}

/// A rectangle of a dashboard, on a grid of 24 columns.
#[derive(Serialize)]
pub struct Widget {
    pub x: u16,
    pub y: u16,
    pub width: u16,
    pub height: u16,
    #[serde(flatten)]
    pub content: WidgetContent,
}

/// What a widget shows.
#[derive(Serialize)]
#[serde(tag = "type", content = "properties", rename_all = "lowercase")]
pub enum WidgetContent {
    Metric(MetricWidget),
    Text(TextWidget),
}

/// Graphs.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MetricWidget {
    pub title: String,
    pub region: String,
    pub view: View,
    pub stacked: bool,
    pub stat: Statistic,
    /// Seconds.
    pub period: u32,
    pub metrics: Vec<[MetricExpression; 1]>,
}

/// A search for metrics, or arithmetic with them.
/// <https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/search-expression-syntax.html>
#[derive(Serialize)]
pub struct MetricExpression {
    pub id: String,
    pub expression: String,
    pub label: String,
}

/// How values are drawn.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub enum View {
    TimeSeries,
}

/// Words.
#[derive(Serialize)]
pub struct TextWidget {
    pub markdown: String,
}
