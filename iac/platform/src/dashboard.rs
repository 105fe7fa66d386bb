//! One page that shows how the environment is. It searches for metrics, so it is the same page with any number of
//! services.

use aws::cloudwatch::{
    Dashboard, DashboardBody, MetricExpression, MetricWidget, Statistic, TextWidget, View, Widget,
    WidgetContent,
};
use terraform::Json;

use crate::alarms::NAMESPACE;
use crate::composition::Composition;

/// What is shown: a title, where to search, the metric, and how a period's values become one.
const GRAPHS: [(&str, &str, &str, Statistic); 10] = [
    ("Requests", "AWS/ApplicationELB,LoadBalancer,TargetGroup", "RequestCount", Statistic::Sum),
    (
        "Seconds to answer",
        "AWS/ApplicationELB,LoadBalancer,TargetGroup",
        "TargetResponseTime",
        Statistic::Average,
    ),
    (
        "Answers 5xx",
        "AWS/ApplicationELB,LoadBalancer,TargetGroup",
        "HTTPCode_Target_5XX_Count",
        Statistic::Sum,
    ),
    (
        "Unhealthy tasks",
        "AWS/ApplicationELB,LoadBalancer,TargetGroup",
        "UnHealthyHostCount",
        Statistic::Maximum,
    ),
    ("CPU, percent", "AWS/ECS,ClusterName,ServiceName", "CPUUtilization", Statistic::Average),
    ("Memory, percent", "AWS/ECS,ClusterName,ServiceName", "MemoryUtilization", Statistic::Maximum),
    (
        "Running tasks",
        "ECS/ContainerInsights,ClusterName,ServiceName",
        "RunningTaskCount",
        Statistic::Average,
    ),
    ("Denials", NAMESPACE, "denials", Statistic::Sum),
    ("Service: requests", "healthcare-app,service,environment", "requests", Statistic::Sum),
    ("Service: milliseconds", "healthcare-app,service,environment", "duration", Statistic::Average),
];

/// Seconds.
const PERIOD: u32 = 60;

pub(crate) fn add(c: &mut Composition<'_>) {
    let environment = c.environment;
    let prefix = c.names.prefix();
    let title = Widget {
        x: 0,
        y: 0,
        width: 24,
        height: 1,
        content: WidgetContent::Text(TextWidget { markdown: format!("# {}", prefix) }),
    };
    let graphs = (0..).zip(GRAPHS).map(|(at, (title, schema, metric, stat))| Widget {
        x: at % 2 * 12,
        y: 1 + at / 2 * 6,
        width: 12,
        height: 6,
        content: WidgetContent::Metric(MetricWidget {
            title: title.to_owned(),
            region: environment.account.region.to_string(),
            view: View::TimeSeries,
            stacked: false,
            stat,
            period: PERIOD,
            metrics: vec![search(&prefix, schema, metric, stat)],
        }),
    });
    let dashboard = Dashboard {
        dashboard_body: Json(DashboardBody { widgets: std::iter::once(title).chain(graphs).collect() }),
        dashboard_name: prefix,
    };
    c.file("observability").add("main", dashboard);
}

fn search(prefix: &str, schema: &str, metric: &str, stat: Statistic) -> [MetricExpression; 1] {
    let stat = match stat {
        Statistic::Average => "Average",
        Statistic::Maximum => "Maximum",
        Statistic::Minimum => "Minimum",
        Statistic::Sum => "Sum",
    };
    let expression = format!("SEARCH('{{{schema}}} MetricName={metric} {prefix}', '{stat}', {PERIOD})");
    [MetricExpression { id: "found".to_owned(), expression, label: String::new() }]
}
