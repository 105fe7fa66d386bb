//! The log of a database outlives it.

use configuration::Json;

use super::{databases, is_postgresql};
use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "database-logs-exported",
    severity: Severity::Warning,
    summary: "a PostgreSQL database hands its log on to CloudWatch Logs",
    why: "RDS keeps it for three days, on the database's own disk",
    source: Some("https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-37"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for database in databases(context) {
        if !found.text(database.get("engine")).is_some_and(|engine| is_postgresql(&engine)) {
            continue;
        }
        let at = database.get("enabled_cloudwatch_logs_exports");
        if matches!(at.json(), Some(Json::String(_))) {
            found.unjudged(at);
            continue;
        }
        let logs: Vec<_> = at.elements().map(|log| log.text().known()).collect();
        let exported = logs.iter().any(|log| log.as_deref() == Some("postgresql"));
        let open = logs.contains(&None);
        if open && !exported {
            found.unjudged(at);
        } else if !exported {
            let fix = "set `enabled_cloudwatch_logs_exports` to `[\"postgresql\"]`";
            found.report(at, "the database's log is kept nowhere else", fix);
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn logs_are_handed_on() {
        let database = |ty: &str, engine: &str, logs: Value| json!({ty: {"a": {"engine": engine, "enabled_cloudwatch_logs_exports": logs}}});
        for (ty, engine) in [("aws_rds_cluster", "aurora-postgresql"), ("aws_db_instance", "postgres")] {
            let said =
                format!("{ty}.a: enabled_cloudwatch_logs_exports: the database's log is kept nowhere else");
            holds(&RULE, database(ty, engine, json!(["postgresql", "upgrade"])));
            breaks(&RULE, database(ty, engine, json!(["upgrade"])), &[&said]);
            breaks(&RULE, database(ty, engine, json!(null)), &[&said]);
            unjudged(&RULE, database(ty, engine, json!(["${var.x}"])));
            unjudged(&RULE, database(ty, engine, json!("${var.x}")));
        }
        holds(&RULE, database("aws_db_instance", "mariadb", json!(null)));
    }
}
