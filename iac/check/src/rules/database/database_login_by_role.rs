//! Programs log in to a database by IAM.

use super::{databases, engine, is_first_serverless};
use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "database-login-by-role",
    severity: Severity::Warning,
    summary: "a database takes logins by IAM, with a token of fifteen minutes",
    why: "programs log in with passwords, which are kept somewhere, copied, and seldom changed",
    source: Some("https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-12"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for database in databases(context) {
        let at = database.get("iam_database_authentication_enabled");
        if found.boolean(at, false) != Some(false)
            || found.known(database.get("engine_mode"), is_first_serverless(database)) != Some(false)
        {
            continue;
        }
        if engine(database, found).is_some_and(|engine| takes_roles(&engine)) {
            let fix = "set `iam_database_authentication_enabled` to true";
            found.report(at, "the database takes logins by password alone", fix);
        }
    }
}

/// Whether an engine knows logins by IAM.
/// <https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.RDS_Fea_Regions_DB-eng.Feature.IamDatabaseAuthentication.html>
fn takes_roles(engine: &str) -> bool {
    matches!(engine, "aurora-mysql" | "aurora-postgresql" | "mariadb" | "mysql" | "postgres")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn roles_log_in() {
        for ty in super::super::DATABASES {
            let database = |by_iam: serde_json::Value| json!({ty: {"a": {"engine": "postgres", "iam_database_authentication_enabled": by_iam}}});
            let said = format!(
                "{ty}.a: iam_database_authentication_enabled: the database takes logins by password alone"
            );
            breaks(&RULE, database(json!(null)), &[&said]);
            holds(&RULE, database(json!(true)));
            unjudged(&RULE, database(json!("${var.x}")));
        }
    }

    #[test]
    fn where_the_engine_knows_them() {
        let instances = |engine: &str| {
            json!({"aws_db_instance": {
                "a": {"engine": engine, "iam_database_authentication_enabled": true},
                "b": {"replicate_source_db": "${aws_db_instance.a.identifier}"},
            }})
        };
        let said = "aws_db_instance.b: iam_database_authentication_enabled: the database takes logins by password alone";
        breaks(&RULE, instances("mariadb"), &[said]);
        for engine in ["custom-oracle-ee", "db2-se", "oracle-se2", "sqlserver-ex"] {
            holds(&RULE, instances(engine));
        }
        holds(
            &RULE,
            json!({"aws_rds_cluster": {"a": {"engine": "aurora-mysql", "engine_mode": "serverless"}}}),
        );
        unjudged(&RULE, json!({"aws_db_instance": {"a": {"snapshot_identifier": "x"}}}));
    }
}
