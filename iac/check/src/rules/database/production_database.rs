//! Production's database survives the loss of a zone, never pauses, and can be brought back as it was at any second of the
//! last 35 days.

use configuration::{Node, Read};

use super::{databases, is_first_serverless, is_secondary};
use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "production-database",
    severity: Severity::Warning,
    summary: "production's database is in two zones, never pauses, has backups of 35 days, and ends with a snapshot",
    why: "when a zone fails nobody answers for minutes or hours, and a mistake that is found late cannot be undone",
    source: Some("https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-15"),
    check,
};

const DAYS: i64 = 35;

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    if context.is_production() != Some(true) {
        return;
    }
    for database in databases(context) {
        let at = database.get("backup_retention_period");
        let replicates = database.get("replicate_source_db").is_present() || is_secondary(database);
        if found.known(at, at.integer().or(1)).is_some_and(|days| days < DAYS) && !replicates {
            let message = "production's database cannot be restored as it was a month ago";
            found.report(at, message, format!("set `backup_retention_period` to {DAYS}"));
        }
        let at = database.get("skip_final_snapshot");
        if found.boolean(at, false) == Some(true) && !replicates {
            let fix = "set `skip_final_snapshot` to false, and `final_snapshot_identifier`";
            found.report(at, "production's data ends with its database", fix);
        }
    }
    for instance in context.resources("aws_db_instance") {
        let at = instance.get("multi_az");
        if found.boolean(at, false) == Some(false) && !instance.get("replicate_source_db").is_present() {
            found.report(at, "production's database is in one zone", "set `multi_az` to true");
        }
    }
    for cluster in context.resources("aws_rds_cluster") {
        judge_cluster(context, cluster, found);
    }
}

fn judge_cluster<'c>(context: &Context<'c>, cluster: Node<'c>, found: &mut Found<'_, 'c>) {
    let at = cluster.path_to(["serverlessv2_scaling_configuration", "min_capacity"]);
    if found.text(at).is_some_and(|units| units.parse() == Ok(0.0)) {
        found.report(
            at,
            "production's database pauses, and whoever comes then waits",
            "set it to 0.5 or more",
        );
    }
    // Those have no machines of their own: AWS puts them into several zones.
    let has_machines = !cluster.get("db_cluster_instance_class").is_present()
        && found.known(cluster.get("engine_mode"), is_first_serverless(cluster)) == Some(false);
    if !has_machines || is_secondary(cluster) {
        return;
    }
    let own =
        context.configuration.referring("aws_rds_cluster_instance", "cluster_identifier", cluster.block());
    let instances: Vec<Node<'c>> = own.collect();
    if instances.iter().any(|instance| !instance.block().is_single()) || !context.is_root() {
        return found.unjudged(cluster);
    }
    let mut zones = Vec::new();
    for instance in &instances {
        match instance.get("availability_zone").text() {
            Read::Known(zone) => zones.push(zone),
            // AWS puts each into another zone, as long as there are some.
            Read::Absent => zones.push(instance.block().name.into()),
            Read::Unknown => return found.unjudged(instance.get("availability_zone")),
        }
    }
    zones.sort();
    zones.dedup();
    if zones.len() < 2 {
        let message = "production's database has machines in one zone only";
        // The whole cluster is not shown: its password may stand in it.
        found.secret(cluster, message, "add an `aws_rds_cluster_instance` in another zone");
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    fn production(environment: &str, resources: &Value) -> Value {
        json!({
            "provider": {"aws": {"default_tags": {"tags": {"environment": environment}}}},
            "resource": resources,
        })
    }

    #[test]
    fn an_instance_has_a_standby_and_backups() {
        let good = json!({"aws_db_instance": {"a": {"multi_az": true, "backup_retention_period": 35}}});
        let bad =
            json!({"aws_db_instance": {"a": {"skip_final_snapshot": true, "backup_retention_period": 7}}});
        holds(&RULE, production("prod", &good));
        holds(&RULE, production("dev", &bad));
        breaks(
            &RULE,
            production("prod", &bad),
            &[
                "aws_db_instance.a: backup_retention_period: production's database cannot be restored as it was a month ago",
                "aws_db_instance.a: skip_final_snapshot: production's data ends with its database",
                "aws_db_instance.a: multi_az: production's database is in one zone",
            ],
        );
        let open = json!({"aws_db_instance": {"a": {"multi_az": "${var.x}", "backup_retention_period": 35}}});
        unjudged(&RULE, production("prod", &open));
    }

    #[test]
    fn a_cluster_has_machines_in_two_zones_and_never_pauses() {
        let of = |least: &str, zone: &str| {
            let instance = |zone: &str| json!({"cluster_identifier": "${aws_rds_cluster.a.id}", "availability_zone": zone});
            production(
                "prod",
                &json!({
                    "aws_rds_cluster": {"a": {
                        "backup_retention_period": 35, "serverlessv2_scaling_configuration": {"min_capacity": least},
                    }},
                    "aws_rds_cluster_instance": {"a": instance("us-east-1a"), "b": instance(zone)},
                }),
            )
        };
        holds(&RULE, of("0.5", "us-east-1b"));
        breaks(
            &RULE,
            of("0", "us-east-1a"),
            &[
                "aws_rds_cluster.a: serverlessv2_scaling_configuration.min_capacity: production's database pauses, and whoever comes then waits",
                "aws_rds_cluster.a: : production's database has machines in one zone only",
            ],
        );
        unjudged(&RULE, of("0.5", "${var.zone}"));
    }

    #[test]
    fn not_every_cluster_has_machines_or_is_alone() {
        for cluster in [
            json!({"backup_retention_period": 35, "db_cluster_instance_class": "db.m6gd.large"}),
            json!({"backup_retention_period": 35, "engine_mode": "serverless"}),
            json!({"global_cluster_identifier": "a", "skip_final_snapshot": true}),
        ] {
            holds(&RULE, production("prod", &json!({"aws_rds_cluster": {"a": cluster}})));
        }
        breaks(
            &RULE,
            production(
                "prod",
                &json!({"aws_rds_cluster": {"a": {
                    "backup_retention_period": 35, "global_cluster_identifier": "a", "master_username": "root",
                }}}),
            ),
            &["aws_rds_cluster.a: : production's database has machines in one zone only"],
        );
    }
}
