//! Production's database is watched.

use configuration::{Block, Node, Read, Target};

use super::databases;
use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};
use crate::rules::observability::alarms::metrics;

pub(crate) const RULE: Rule = Rule {
    id: "production-database-watched",
    severity: Severity::Warning,
    summary: "alarms watch the processor, the memory, the storage and the connections of production's database, the capacity of one that grows, and how far its readers are behind",
    why: "a database that runs full or out of something stops every service at once, and nobody was told before",
    source: Some(
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Best_Practice_Recommended_Alarms_AWS_Services.html",
    ),
    check,
};

/// What is to be watched: one of these.
type Metric = &'static [&'static str];

/// The storage of Aurora's cluster grows by itself; that of its machines does not.
const OF_CLUSTER: [Metric; 4] =
    [&["CPUUtilization"], &["DatabaseConnections"], &["FreeLocalStorage"], &["FreeableMemory"]];
const OF_INSTANCE: [Metric; 4] =
    [&["CPUUtilization"], &["DatabaseConnections"], &["FreeStorageSpace"], &["FreeableMemory"]];

/// Whether Aurora Serverless v2 is at the ceiling of its capacity.
/// <https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.setting-capacity.html>
const CAPACITY: Metric = &["ACUUtilization", "ServerlessDatabaseCapacity"];

/// How far a reader, or the last of them, is behind the writer.
/// <https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.AuroraMonitoring.Metrics.html>
const LAG: Metric = &["AuroraReplicaLag", "AuroraReplicaLagMaximum"];

/// The dimensions that say which database an alarm is about, and what they name by which argument.
const DIMENSIONS: [(&str, &str, &str); 3] = [
    ("DBClusterIdentifier", "aws_rds_cluster", "cluster_identifier"),
    ("DBInstanceIdentifier", "aws_db_instance", "identifier"),
    ("DBInstanceIdentifier", "aws_rds_cluster_instance", "identifier"),
];

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    if context.is_production() != Some(true) {
        return;
    }
    let (watched, open) = watched(context);
    // Where there are none, they are some other directory's business, or somebody else's than AWS's.
    let open = open || context.resources("aws_cloudwatch_metric_alarm").next().is_none();
    for database in databases(context) {
        let is_watched = |metric: &Metric| {
            watched.iter().any(|(block, of)| *block == database.block() && metric.contains(&of.as_str()))
        };
        let missing: Vec<String> = needed(context, database, found)
            .iter()
            .filter(|metric| !is_watched(metric))
            .map(|metric| metric.iter().map(|one| format!("`{one}`")).collect::<Vec<_>>().join(" or "))
            .collect();
        if missing.is_empty() {
            continue;
        }
        if open || !context.is_root() || !database.block().is_single() {
            found.unjudged(database);
        } else {
            let message = format!("no alarm watches {} of production's database", missing.join(", "));
            // The whole database is not shown: its password may stand in it.
            found.secret(database, message, "add an `aws_cloudwatch_metric_alarm` for each");
        }
    }
}

/// What is to be watched of a database.
fn needed<'c>(context: &Context<'c>, database: Node<'c>, found: &mut Found<'_, 'c>) -> Vec<Metric> {
    if database.block().resource_type() != Some("aws_rds_cluster") {
        return OF_INSTANCE.to_vec();
    }
    let mut needed = OF_CLUSTER.to_vec();
    if database.blocks("serverlessv2_scaling_configuration").next().is_some() {
        needed.push(CAPACITY);
    }
    let mut machines = 0;
    for machine in context.resources("aws_rds_cluster_instance") {
        let cluster = machine.get("cluster_identifier");
        match cluster.resource("aws_rds_cluster", "cluster_identifier") {
            Read::Known(block) if block != database.block() => {}
            Read::Known(_) if machine.block().is_single() => machines += 1,
            _ => found.unjudged(machine),
        }
    }
    if machines > 1 {
        needed.push(LAG);
    }
    needed
}

/// The databases that alarms are about, each with the metric; and whether there are alarms of which nobody knows that.
fn watched<'c>(context: &Context<'c>) -> (Vec<(&'c Block<'c>, String)>, bool) {
    let mut watched = Vec::new();
    let mut open = context.configuration.others("module").next().is_some();
    for alarm in context.resources("aws_cloudwatch_metric_alarm") {
        // A query over metrics, or one that searches for them, may be about any.
        open |= alarm.makes_blocks("metric_query")
            || alarm.blocks("metric_query").any(|query| {
                query.get("expression").text().known().is_none_or(|text| text.contains(['"', '\'']))
                    && query.get("expression").is_present()
            });
        for metric in metrics(alarm) {
            let dimensions = metric.get("dimensions");
            let Read::Known(name) = metric.get("metric_name").text() else {
                open = true;
                continue;
            };
            open |=
                dimensions.is_present() && dimensions.json().is_some_and(|json| json.as_object().is_none());
            for (dimension, ty, argument) in DIMENSIONS {
                match database(dimensions.get(dimension), ty, argument) {
                    Read::Known(block) => watched.push((block, name.clone().into_owned())),
                    Read::Unknown => open = true,
                    Read::Absent => {}
                }
            }
        }
    }
    (watched, open)
}

/// The database that a dimension names: of one machine, its cluster.
fn database<'c>(at: Node<'c>, ty: &'static str, argument: &'static str) -> Read<&'c Block<'c>> {
    let named = match (at.target(), at.text()) {
        (Read::Known(Target { block, .. }), _) if block.resource_type() == Some(ty) => block,
        (Read::Known(_) | Read::Absent, _) => return Read::Absent,
        (_, Read::Known(text)) => match at.configuration().named(ty, argument, &text) {
            Read::Known(block) => block,
            other => return other,
        },
        _ => return Read::Unknown,
    };
    if ty != "aws_rds_cluster_instance" {
        return Read::Known(named);
    }
    at.configuration().node(named).get("cluster_identifier").resource("aws_rds_cluster", "cluster_identifier")
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    fn production(environment: &str, alarms: &[(&str, Value)]) -> Value {
        let alarms: Value = alarms
            .iter()
            .enumerate()
            .map(|(at, (metric, dimensions))| {
                (format!("a{at}"), json!({"metric_name": metric, "dimensions": dimensions}))
            })
            .collect::<serde_json::Map<String, Value>>()
            .into();
        json!({
            "provider": {"aws": {"default_tags": {"tags": {"environment": environment}}}},
            "resource": {
                "aws_cloudwatch_metric_alarm": alarms,
                "aws_rds_cluster": {"a": {"cluster_identifier": "main"}},
                "aws_rds_cluster_instance": {
                    "a": {"cluster_identifier": "${aws_rds_cluster.a.id}", "identifier": "main-a"},
                },
            },
        })
    }

    fn cluster() -> Value {
        json!({"DBClusterIdentifier": "${aws_rds_cluster.a.cluster_identifier}"})
    }

    fn all() -> Vec<(&'static str, Value)> {
        super::OF_CLUSTER.iter().map(|metric| (metric[0], cluster())).collect()
    }

    #[test]
    fn the_ceiling_is_watched() {
        let document = |alarms: &[(&str, Value)]| {
            let mut document = production("prod", alarms);
            document["resource"]["aws_rds_cluster"]["a"]["serverlessv2_scaling_configuration"] =
                json!({"min_capacity": 0.5, "max_capacity": 8});
            document
        };
        let said = "aws_rds_cluster.a: : no alarm watches `ACUUtilization` or `ServerlessDatabaseCapacity` of production's database";
        breaks(&RULE, document(&all()), &[said]);
        for metric in super::CAPACITY {
            let mut alarms = all();
            alarms.push((metric, cluster()));
            holds(&RULE, document(&alarms));
        }
    }

    #[test]
    fn readers_are_watched() {
        let document = |machine: Value, alarms: &[(&str, Value)]| {
            let mut document = production("prod", alarms);
            document["resource"]["aws_rds_cluster_instance"]["b"] = machine;
            document
        };
        let machine =
            || json!({"cluster_identifier": "${aws_rds_cluster.a.cluster_identifier}", "identifier": "b"});
        let said = "aws_rds_cluster.a: : no alarm watches `AuroraReplicaLag` or `AuroraReplicaLagMaximum` of production's database";
        breaks(&RULE, document(machine(), &all()), &[said]);
        for metric in super::LAG {
            let mut alarms = all();
            alarms.push((metric, cluster()));
            holds(&RULE, document(machine(), &alarms));
        }
        let mut counted = machine();
        counted["count"] = json!("${var.readers}");
        unjudged(&RULE, document(counted, &all()));
    }

    #[test]
    fn each_metric_has_an_alarm() {
        let all = [
            ("CPUUtilization", cluster()),
            ("DatabaseConnections", json!({"DBClusterIdentifier": "main"})),
            ("FreeLocalStorage", json!({"DBInstanceIdentifier": "main-a"})),
            ("FreeableMemory", json!({"DBInstanceIdentifier": "${aws_rds_cluster_instance.a.identifier}"})),
        ];
        holds(&RULE, production("prod", &all));
        holds(&RULE, production("dev", &[]));
        unjudged(&RULE, production("prod", &[]));
        breaks(
            &RULE,
            production("prod", &all[..2]),
            &[
                "aws_rds_cluster.a: : no alarm watches `FreeLocalStorage`, `FreeableMemory` of production's database",
            ],
        );
        let other = ("FreeableMemory", json!({"DBClusterIdentifier": "other"}));
        breaks(
            &RULE,
            production("prod", &[all[0].clone(), all[1].clone(), all[2].clone(), other]),
            &["aws_rds_cluster.a: : no alarm watches `FreeableMemory` of production's database"],
        );
        unjudged(
            &RULE,
            production("prod", &[("CPUUtilization", json!({"DBClusterIdentifier": "${each.key}"}))]),
        );
        unjudged(&RULE, production("prod", &[("CPUUtilization", json!("${var.dimensions}"))]));
    }
}
