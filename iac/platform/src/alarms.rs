//! What wakes somebody up. Each alarm says what it means and what to look at first.

use std::collections::BTreeMap;

use aws::cloudwatch::{
    ComparisonOperator, Dimensions, Metric, MetricAlarm, MetricQuery, Statistic, Subject, TreatMissingData,
};
use aws::ecs::{Cluster, Service};
use aws::elb::{LoadBalancer, TargetGroup};
use aws::logs::{LogGroup, MetricFilter, MetricTransformation};
use aws::sns::Topic;
use terraform::Handle;

use crate::composition::Composition;
use crate::load_balancer::{Entrance, LoadBalancers};
use crate::service::{Running, Surroundings};

/// Seconds between two values of most metrics.
pub(crate) const MINUTE: u32 = 60;

/// Seconds that an alarm looks back.
const LOOKED_AT: u32 = 5 * MINUTE;

/// A log line of the audit trail that says somebody was refused.
const DENIAL: &str = r#"{ $.target = "audit" && $.outcome = "denied" }"#;

/// An alarm without what all have in common.
pub(crate) struct Alarm {
    pub(crate) name: String,
    pub(crate) description: String,
    pub(crate) subject: Subject,
    pub(crate) comparison: ComparisonOperator,
    pub(crate) threshold: u64,
    /// How many of the last five minutes it takes: all of them for a metric that comes once in five.
    pub(crate) minutes: u32,
}

pub(crate) fn of_load_balancers(
    c: &mut Composition<'_>,
    load_balancers: &LoadBalancers,
    topic: Handle<Topic>,
) {
    for (name, entrance) in load_balancers {
        let alarm = Alarm {
            name: format!("load_balancer_{name}_5xx"),
            description: format!(
                "Load balancer {name} answers 5xx itself: no task is well, or none is there"
            ),
            subject: metric(
                "AWS/ApplicationELB",
                "HTTPCode_ELB_5XX_Count",
                Statistic::Sum,
                [("LoadBalancer", entrance.handle.get(&LoadBalancer::ARN_SUFFIX).into())].into(),
            ),
            comparison: ComparisonOperator::GreaterThanOrEqualToThreshold,
            threshold: 10,
            minutes: 2,
        };
        add(c, alarm, topic);
    }
}

pub(crate) fn of_service(
    c: &mut Composition<'_>,
    around: &Surroundings<'_>,
    entrance: &Entrance,
    running: &Running<'_>,
    log_group: Handle<LogGroup>,
) {
    let name = running.name;
    let targets: Dimensions = BTreeMap::from([
        ("LoadBalancer", entrance.handle.get(&LoadBalancer::ARN_SUFFIX).into()),
        ("TargetGroup", running.target_group.get(&TargetGroup::ARN_SUFFIX).into()),
    ]);
    let tasks: Dimensions = BTreeMap::from([
        ("ClusterName", around.cluster.get(&Cluster::NAME).into()),
        ("ServiceName", running.service.get(&Service::NAME).into()),
    ]);
    let denials = count_denials(c, running, log_group);
    let at_least = ComparisonOperator::GreaterThanOrEqualToThreshold;
    let alarms = [
        Alarm {
            name: format!("{name}_5xx"),
            description: format!("{name} answers 5xx: look at its log for level ERROR"),
            subject: metric(
                "AWS/ApplicationELB",
                "HTTPCode_Target_5XX_Count",
                Statistic::Sum,
                targets.clone(),
            ),
            comparison: at_least,
            threshold: 10,
            minutes: 2,
        },
        Alarm {
            name: format!("{name}_unhealthy"),
            description: format!("A task of {name} fails its health check: look at the service's events"),
            subject: metric("AWS/ApplicationELB", "UnHealthyHostCount", Statistic::Maximum, targets),
            comparison: at_least,
            threshold: 1,
            minutes: 3,
        },
        Alarm {
            name: format!("{name}_cpu"),
            description: format!(
                "{name} is short of CPU and cannot scale further: raise the maximum or the size"
            ),
            subject: metric("AWS/ECS", "CPUUtilization", Statistic::Average, tasks.clone()),
            comparison: at_least,
            threshold: 85,
            minutes: 5,
        },
        Alarm {
            name: format!("{name}_memory"),
            description: format!("{name} is short of memory: its tasks will be killed"),
            subject: metric("AWS/ECS", "MemoryUtilization", Statistic::Maximum, tasks.clone()),
            comparison: at_least,
            threshold: 90,
            minutes: 5,
        },
        Alarm {
            name: format!("{name}_running"),
            description: format!("Fewer tasks of {name} run than should: look at why the last ones stopped"),
            subject: missing_tasks(&tasks),
            comparison: at_least,
            threshold: 1,
            minutes: 5,
        },
        Alarm {
            name: format!("{name}_denials"),
            description: format!(
                "Many requests to {name} are refused: a broken client, or somebody who tries"
            ),
            subject: denials,
            comparison: at_least,
            threshold: 50,
            minutes: 1,
        },
    ];
    for alarm in alarms {
        add(c, alarm, around.topic);
    }
}

fn count_denials(c: &mut Composition<'_>, running: &Running<'_>, log_group: Handle<LogGroup>) -> Subject {
    let metric_name = format!("{}-denials", running.name);
    let namespace = c.names.prefix();
    let filter = MetricFilter {
        log_group_name: log_group.get(&LogGroup::NAME),
        metric_transformation: MetricTransformation {
            default_value: "0".to_owned(),
            name: metric_name.clone(),
            namespace: namespace.clone(),
            value: "1".to_owned(),
        },
        name: "denials".to_owned(),
        pattern: DENIAL.to_owned(),
    };
    c.file("observability").add(format!("{}_denials", running.name), filter);
    metric(&namespace, &metric_name, Statistic::Sum, Dimensions::new())
}

fn missing_tasks(tasks: &Dimensions) -> Subject {
    let counted = |id: &str, name: &str| MetricQuery {
        id: id.to_owned(),
        expression: None,
        label: None,
        metric: Some(Metric {
            dimensions: tasks.clone(),
            metric_name: name.to_owned(),
            namespace: "ECS/ContainerInsights".to_owned(),
            period: MINUTE,
            stat: Statistic::Average,
        }),
        return_data: false,
    };
    let missing = MetricQuery {
        id: "missing".to_owned(),
        expression: Some("desired - running".to_owned()),
        label: Some("missing tasks".to_owned()),
        metric: None,
        return_data: true,
    };
    Subject::Expression {
        metric_query: vec![
            missing,
            counted("desired", "DesiredTaskCount"),
            counted("running", "RunningTaskCount"),
        ],
    }
}

/// A metric, looked at each minute.
pub(crate) fn metric(namespace: &str, name: &str, statistic: Statistic, dimensions: Dimensions) -> Subject {
    let (metric_name, namespace) = (name.to_owned(), namespace.to_owned());
    Subject::Metric { dimensions, metric_name, namespace, period: MINUTE, statistic }
}

/// Adds an alarm that tells `topic`.
pub(crate) fn add(c: &mut Composition<'_>, alarm: Alarm, topic: Handle<Topic>) {
    let full_name = c.names.of(&alarm.name.replace('_', "-"));
    let period = match &alarm.subject {
        Subject::Metric { period, .. } => *period,
        Subject::Expression { .. } => MINUTE,
    };
    let resource = MetricAlarm {
        alarm_actions: vec![topic.arn()],
        alarm_description: alarm.description,
        alarm_name: full_name,
        comparison_operator: alarm.comparison,
        datapoints_to_alarm: alarm.minutes * MINUTE / period,
        evaluation_periods: LOOKED_AT / period,
        insufficient_data_actions: vec![topic.arn()],
        ok_actions: vec![topic.arn()],
        subject: alarm.subject,
        threshold: alarm.threshold,
        treat_missing_data: TreatMissingData::NotBreaching,
    };
    c.file("observability").add(alarm.name, resource);
}
