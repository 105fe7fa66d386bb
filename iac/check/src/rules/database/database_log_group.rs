//! The log group that a database's log goes to is declared, and made before the database.

use configuration::Read;

use super::databases;
use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};
use crate::rules::compute::dependencies::Dependencies;

pub(crate) const RULE: Rule = Rule {
    id: "database-log-group",
    severity: Severity::Warning,
    summary: "the log group that a database's log goes to is declared, and made before the database",
    why: "RDS makes it, without a key, and keeps it for ever",
    source: Some(
        "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_LogAccess.Procedural.UploadtoCloudWatch.html",
    ),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for database in databases(context) {
        let (kind, identifier) = match database.block().resource_type() {
            Some("aws_rds_cluster") => ("cluster", "cluster_identifier"),
            _ => ("instance", "identifier"),
        };
        let logs = database.get("enabled_cloudwatch_logs_exports");
        if !logs.is_present() {
            continue;
        }
        let Some(identifier) = found.text(database.get(identifier)) else { continue };
        for log in logs.elements() {
            let Some(log) = found.text(log) else { continue };
            let group = format!("/aws/rds/{kind}/{identifier}/{log}");
            let at = database.get("depends_on");
            match context.configuration.named("aws_cloudwatch_log_group", "name", &group) {
                Read::Known(block) if Dependencies::of(database).contains(block) => {}
                Read::Known(block) => {
                    let address = block.address();
                    let message = format!(
                        "the database may be made before `{address}`, and makes that log group itself"
                    );
                    found.report(at, message, format!("add `{address}` to `depends_on`"));
                }
                // Who calls a module may make it.
                Read::Absent if !context.is_root() => found.unjudged(at),
                Read::Unknown => found.unjudged(at),
                Read::Absent => {
                    let message = format!("the database makes the log group `{group}` itself");
                    found.report(at, message, "declare that log group, and add it to `depends_on`");
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn the_log_group_is_there_first() {
        let of = |group: &str, depends_on: Value| {
            json!({
                "aws_cloudwatch_log_group": {"a": {"name": group}},
                "aws_rds_cluster": {"a": {
                    "cluster_identifier": "main", "enabled_cloudwatch_logs_exports": ["postgresql"], "depends_on": depends_on,
                }},
            })
        };
        let group = "/aws/rds/cluster/main/postgresql";
        holds(&RULE, of(group, json!(["aws_cloudwatch_log_group.a"])));
        holds(&RULE, json!({"aws_db_instance": {"a": {"identifier": "main"}}}));
        breaks(
            &RULE,
            of(group, json!(null)),
            &[
                "aws_rds_cluster.a: depends_on: the database may be made before `aws_cloudwatch_log_group.a`, and makes that log group itself",
            ],
        );
        breaks(
            &RULE,
            of("/other", json!(null)),
            &[
                "aws_rds_cluster.a: depends_on: the database makes the log group `/aws/rds/cluster/main/postgresql` itself",
            ],
        );
        unjudged(&RULE, of("${var.x}", json!(null)));
        unjudged(&RULE, json!({"resource": of("/other", json!(null))}));
    }
}
