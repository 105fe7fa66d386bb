//! What wakes somebody up about the database. Each alarm says what it means, and the README what to do then.

use aws::cloudwatch::{ComparisonOperator, Dimensions, Statistic, Subject};
use aws::logs::{LogGroup, MetricFilter, MetricTransformation};
use aws::rds::{Cluster, DbInstance};
use environment::{Engine, Instance};
use terraform::Handle;

use super::Foundation;
use crate::alarms::{self, Alarm, MINUTE, metric};
use crate::composition::Composition;

const NAMESPACE: &str = "AWS/RDS";

/// What PostgreSQL writes when two transactions wait for each other. RDS counts them for Aurora only, the log has them all.
const DEADLOCK: &str = "\"deadlock detected\"";

const MIBIBYTE: u64 = 1 << 20;
const GIBIBYTE: u64 = 1 << 30;

/// How many of a hundred connections may be taken.
const CONNECTIONS_PERCENT: u32 = 80;

/// An alarm, and what to do then.
struct Watched {
    name: &'static str,
    means: String,
    then: &'static str,
    metric: &'static str,
    statistic: Statistic,
    comparison: ComparisonOperator,
    threshold: u64,
    /// Seconds between two values of the metric.
    period: u32,
    minutes: u32,
}

pub(super) fn of_aurora(
    c: &mut Composition<'_>,
    foundation: &Foundation<'_>,
    cluster: Handle<Cluster>,
    several: bool,
) {
    let of_cluster: Dimensions =
        [("DBClusterIdentifier", cluster.get(&Cluster::CLUSTER_IDENTIFIER).into())].into();
    let mut watched = of_any(foundation);
    watched.push(Watched {
        name: "capacity",
        means: "The database is at the ceiling of its capacity and cannot grow further".to_owned(),
        then: "Raise `maximum_capacity`: it takes effect at once, and connections follow after a restart",
        metric: "ACUUtilization",
        statistic: Statistic::Maximum,
        comparison: ComparisonOperator::GreaterThanOrEqualToThreshold,
        threshold: 95,
        period: MINUTE,
        minutes: 5,
    });
    watched.push(Watched {
        name: "storage",
        means: "The database has less than 1 GiB for sorting, indexes in the making and its log".to_owned(),
        then: "Look for the statement that sorts so much (performance insights, waits on `IO:BufFileWrite`); it grows with `maximum_capacity`",
        metric: "FreeLocalStorage",
        statistic: Statistic::Minimum,
        comparison: ComparisonOperator::LessThanThreshold,
        threshold: GIBIBYTE,
        period: MINUTE,
        minutes: 5,
    });
    if several {
        watched.push(Watched {
            name: "replica_lag",
            means: "A reader of the database is more than a second behind the writer".to_owned(),
            then: "Look which reader and at its CPU: a long statement on it holds up what the writer sends",
            metric: "AuroraReplicaLagMaximum",
            statistic: Statistic::Maximum,
            comparison: ComparisonOperator::GreaterThanOrEqualToThreshold,
            threshold: 1_000,
            period: MINUTE,
            minutes: 5,
        });
    }
    add_all(c, foundation, watched, &of_cluster);
}

pub(super) fn of_instance(
    c: &mut Composition<'_>,
    foundation: &Foundation<'_>,
    database: Handle<DbInstance>,
    instance: &Instance,
) {
    let of_instance: Dimensions =
        [("DBInstanceIdentifier", database.get(&DbInstance::IDENTIFIER).into())].into();
    let mut watched = of_any(foundation);
    if instance.class.is_burstable() {
        watched.push(Watched {
            name: "credits",
            means: "The database spends more CPU credits than it earns in a day, and those beyond cost money"
                .to_owned(),
            then: "Look for the statement that takes so much CPU (performance insights, top SQL); if the load stays, choose a larger `class`, or one that does not live on credits (`db.m7g.large`)",
            metric: "CPUSurplusCreditsCharged",
            statistic: Statistic::Maximum,
            comparison: ComparisonOperator::GreaterThanThreshold,
            threshold: 0,
            period: 5 * MINUTE,
            minutes: 5,
        });
    }
    watched.push(Watched {
        name: "storage",
        means: "The database has less than 2 GiB of storage left; without any it stops".to_owned(),
        then: "Raise `maximum_storage_gib`: up to it the storage grows by itself, once in six hours",
        metric: "FreeStorageSpace",
        statistic: Statistic::Minimum,
        comparison: ComparisonOperator::LessThanThreshold,
        // What storage that grows by itself keeps free is a tenth, and the smallest has 20 GiB.
        threshold: 2 * GIBIBYTE,
        period: MINUTE,
        minutes: 5,
    });
    add_all(c, foundation, watched, &of_instance);
}

/// What every database is watched for.
fn of_any(foundation: &Foundation<'_>) -> Vec<Watched> {
    let connections = foundation.managed.engine.connections();
    vec![
        Watched {
            name: "cpu",
            means: "The database is short of CPU".to_owned(),
            then: "Look for the statement that takes it (performance insights, top SQL), and only then make the database larger",
            metric: "CPUUtilization",
            statistic: Statistic::Maximum,
            comparison: ComparisonOperator::GreaterThanOrEqualToThreshold,
            threshold: 85,
            period: MINUTE,
            minutes: 5,
        },
        memory(&foundation.managed.engine),
        Watched {
            name: "connections",
            means: format!(
                "More than {CONNECTIONS_PERCENT} of a hundred of the database's {connections} connections are taken"
            ),
            then: "See whose they are (`pg_stat_activity` by role and state); lower `connections_per_task`, or make the database larger",
            metric: "DatabaseConnections",
            statistic: Statistic::Maximum,
            comparison: ComparisonOperator::GreaterThanOrEqualToThreshold,
            threshold: u64::from(connections * CONNECTIONS_PERCENT / 100),
            period: MINUTE,
            minutes: 5,
        },
    ]
}

/// Of Aurora AWS says what would be left if it were as large as it may be, of an instance what is left of what it has.
fn memory(engine: &Engine) -> Watched {
    let (means, then, threshold) = match engine {
        Engine::AuroraServerless(_) => (
            "The database has less than 128 MiB of memory left, at the largest it may be".to_owned(),
            "Count connections, of which each takes some 10 MiB; then raise `maximum_capacity`",
            128 * MIBIBYTE,
        ),
        Engine::Instance(instance) => {
            let memory = u64::from(instance.class.memory());
            (
                format!("The database has less than a twentieth of its {memory} GiB of memory left"),
                "Count connections, of which each takes some 10 MiB; then choose a larger `class`",
                memory * GIBIBYTE / 20,
            )
        }
    };
    Watched {
        name: "memory",
        means,
        then,
        metric: "FreeableMemory",
        statistic: Statistic::Minimum,
        comparison: ComparisonOperator::LessThanThreshold,
        threshold,
        period: MINUTE,
        minutes: 5,
    }
}

fn add_all(
    c: &mut Composition<'_>,
    foundation: &Foundation<'_>,
    watched: Vec<Watched>,
    dimensions: &Dimensions,
) {
    for watched in watched {
        let subject = Subject::Metric {
            dimensions: dimensions.clone(),
            metric_name: watched.metric.to_owned(),
            namespace: NAMESPACE.to_owned(),
            period: watched.period,
            statistic: watched.statistic,
        };
        let alarm = Alarm {
            name: format!("database_{}", watched.name),
            description: watched.means,
            subject,
            comparison: watched.comparison,
            threshold: watched.threshold,
            minutes: watched.minutes,
        };
        add(c, foundation, alarm, watched.then);
    }
    let alarm = Alarm {
        name: "database_deadlocks".to_owned(),
        description: "Transactions wait for each other, and PostgreSQL ends one of each pair".to_owned(),
        subject: count_deadlocks(c, foundation),
        comparison: ComparisonOperator::GreaterThanOrEqualToThreshold,
        threshold: 5,
        minutes: 1,
    };
    let then = "Find `deadlock detected` in the database's log, and after it the statement that was ended: it takes rows in another order than somebody else";
    add(c, foundation, alarm, then);
}

fn add(c: &mut Composition<'_>, foundation: &Foundation<'_>, alarm: Alarm, then: &str) {
    let name = c.names.of(&alarm.name.replace('_', "-"));
    c.report.runbook.push([&name, &alarm.description, then]);
    alarms::add(c, alarm, foundation.topic);
}

fn count_deadlocks(c: &mut Composition<'_>, foundation: &Foundation<'_>) -> Subject {
    let (metric_name, namespace) = ("database-deadlocks".to_owned(), c.names.prefix());
    let filter = MetricFilter {
        log_group_name: foundation.log_group.get(&LogGroup::NAME),
        metric_transformation: MetricTransformation {
            default_value: "0".to_owned(),
            name: metric_name.clone(),
            namespace: namespace.clone(),
            value: "1".to_owned(),
        },
        name: "deadlocks".to_owned(),
        pattern: DEADLOCK.to_owned(),
    };
    c.file("observability").add("database_deadlocks", filter);
    metric(&namespace, &metric_name, Statistic::Sum, Dimensions::new())
}
