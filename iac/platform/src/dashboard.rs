//! One page that shows how the environment is. It searches for metrics, so it is the same page with any number of
//! services.

use aws::cloudwatch::{
    Dashboard, DashboardBody, MetricExpression, MetricWidget, Statistic, TextWidget, View, Widget,
    WidgetContent,
};
use terraform::Json;

use crate::composition::Composition;

/// A title, where the metric is, its name, and how a period's values become one.
type Graph = (&'static str, Source, &'static str, Statistic);

const GRAPHS: &[Graph] = &[
    ("Requests", Source::Targets, "RequestCount", Statistic::Sum),
    ("Seconds to answer", Source::Targets, "TargetResponseTime", Statistic::Average),
    ("Answers 5xx", Source::Targets, "HTTPCode_Target_5XX_Count", Statistic::Sum),
    ("Unhealthy tasks", Source::Targets, "UnHealthyHostCount", Statistic::Maximum),
    ("CPU, percent", Source::Tasks, "CPUUtilization", Statistic::Average),
    ("Memory, percent", Source::Tasks, "MemoryUtilization", Statistic::Maximum),
    ("Running tasks", Source::Insights, "RunningTaskCount", Statistic::Average),
    ("Services: requests", Source::Services, "Requests", Statistic::Sum),
    ("Services: milliseconds", Source::Services, "Latency", Statistic::Average),
    ("Services: answers 5xx", Source::Services, "ServerErrors", Statistic::Sum),
    ("Services: denials", Source::Services, "Denials", Statistic::Sum),
    ("Services: double bookings refused", Source::Services, "Conflicts", Statistic::Sum),
];

/// Where there is a database of this stack's own.
const OF_DATABASE: &[Graph] = &[
    ("Database: CPU, percent", Source::Databases, "CPUUtilization", Statistic::Maximum),
    ("Database: connections", Source::Databases, "DatabaseConnections", Statistic::Maximum),
    ("Database: bytes of memory left", Source::Databases, "FreeableMemory", Statistic::Minimum),
    ("Database: seconds to write", Source::Databases, "WriteLatency", Statistic::Average),
];

/// Whose a metric is.
#[derive(Clone, Copy)]
enum Source {
    /// The load balancers', by target group.
    Targets,
    /// ECS's, by service.
    Tasks,
    /// Container Insights', by service.
    Insights,
    /// The services' own: they write to a namespace of the environment.
    Services,
    /// RDS's, by instance.
    Databases,
}

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
        content: WidgetContent::Text(TextWidget { markdown: format!("# {prefix}") }),
    };
    let of_database = if environment.database.managed().is_some() { OF_DATABASE } else { &[] };
    let shown = GRAPHS.iter().chain(of_database);
    let graphs = (0..).zip(shown).map(|(at, &(title, source, metric, stat))| Widget {
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
            metrics: vec![search(&prefix, source, metric, stat)],
        }),
    });
    let dashboard = Dashboard {
        dashboard_body: Json(DashboardBody { widgets: std::iter::once(title).chain(graphs).collect() }),
        dashboard_name: prefix,
    };
    c.file("observability").add("main", dashboard);
}

fn search(prefix: &str, source: Source, metric: &str, stat: Statistic) -> [MetricExpression; 1] {
    let stat = match stat {
        Statistic::Average => "Average",
        Statistic::Maximum => "Maximum",
        Statistic::Minimum => "Minimum",
        Statistic::Sum => "Sum",
    };
    let found = match source {
        Source::Targets => format!("{{AWS/ApplicationELB,LoadBalancer,TargetGroup}} {prefix}"),
        Source::Tasks => format!("{{AWS/ECS,ClusterName,ServiceName}} ClusterName=\"{prefix}\""),
        Source::Insights => {
            format!("{{ECS/ContainerInsights,ClusterName,ServiceName}} ClusterName=\"{prefix}\"")
        }
        Source::Services => format!("{{{prefix},Service}}"),
        Source::Databases => format!("{{AWS/RDS,DBInstanceIdentifier}} {prefix}"),
    };
    let expression = format!("SEARCH('{found} MetricName=\"{metric}\"', '{stat}', {PERIOD})");
    [MetricExpression { id: "found".to_owned(), expression, label: String::new() }]
}
