//! RDS keeps the master password, and nobody else knows it.

use super::{databases, is_copy};
use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "database-master-password",
    severity: Severity::Error,
    summary: "the master password of a database is made and kept by RDS, and is in no argument that Terraform writes down",
    why: "it is in the state and in saved plans, for whoever may read those, and it never changes",
    source: Some("https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for database in databases(context) {
        let written = ["master_password", "password"].map(|name| database.get(name));
        let fix = "remove it, and set `manage_master_user_password` to true";
        if let Some(at) = written.into_iter().find(configuration::Node::is_present) {
            found.secret(at, "Terraform writes the master password into its state", fix);
            continue;
        }
        // What is never written down is as good.
        let unwritten =
            ["master_password_wo", "password_wo"].iter().any(|name| database.get(name).is_present());
        let at = database.get("manage_master_user_password");
        if !unwritten && !is_copy(database) && found.boolean(at, false) == Some(false) {
            found.report(
                at,
                "nobody says who keeps the master password",
                "set `manage_master_user_password` to true",
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn rds_keeps_it() {
        holds(&RULE, json!({"aws_rds_cluster": {"a": {"manage_master_user_password": true}}}));
        holds(&RULE, json!({"aws_rds_cluster": {"a": {"master_password_wo": "${var.x}"}}}));
        holds(&RULE, json!({"aws_db_instance": {"a": {"replicate_source_db": "x"}}}));
        let said = "Terraform writes the master password into its state";
        breaks(
            &RULE,
            json!({"aws_rds_cluster": {"a": {"master_password": "${var.x}"}}}),
            &[&format!("aws_rds_cluster.a: master_password: {said}")],
        );
        breaks(
            &RULE,
            json!({"aws_db_instance": {"a": {"password": "${random_password.x.result}"}}}),
            &[&format!("aws_db_instance.a: password: {said}")],
        );
        breaks(
            &RULE,
            json!({"aws_db_instance": {"a": {}}}),
            &["aws_db_instance.a: manage_master_user_password: nobody says who keeps the master password"],
        );
        unjudged(&RULE, json!({"aws_db_instance": {"a": {"manage_master_user_password": "${var.x}"}}}));
    }
}
