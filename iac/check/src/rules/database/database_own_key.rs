//! A database is encrypted with a key whose policy is ours.

use super::{databases, is_copy};
use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "database-own-key",
    severity: Severity::Warning,
    summary: "a database, what performance insights keep of it and its master password are encrypted with a key of the account's own",
    why: "nobody can say who may use AWS's key, take it away, or hand a snapshot to another account",
    source: Some("https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.Encryption.Keys.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for database in databases(context) {
        if !is_copy(database) && found.boolean(database.get("storage_encrypted"), false) == Some(true) {
            has_key(database.get("kms_key_id"), "the database", found);
        }
        if found.boolean(database.get("manage_master_user_password"), false) == Some(true) {
            has_key(database.get("master_user_secret_kms_key_id"), "the master password", found);
        }
    }
    for ty in ["aws_db_instance", "aws_rds_cluster_instance"] {
        for instance in context.resources(ty) {
            if found.boolean(instance.get("performance_insights_enabled"), false) == Some(true) {
                let at = instance.get("performance_insights_kms_key_id");
                has_key(at, "what performance insights keep", found);
            }
        }
    }
}

fn has_key<'c>(at: configuration::Node<'c>, what: &str, found: &mut Found<'_, 'c>) {
    if !at.is_present() {
        found.report(at, format!("{what} is encrypted with AWS's key"), "name a key of the account's own");
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn keys_are_the_account_s() {
        breaks(
            &RULE,
            json!({"aws_db_instance": {"a": {
                "storage_encrypted": true, "manage_master_user_password": true, "performance_insights_enabled": true,
            }}}),
            &[
                "aws_db_instance.a: kms_key_id: the database is encrypted with AWS's key",
                "aws_db_instance.a: master_user_secret_kms_key_id: the master password is encrypted with AWS's key",
                "aws_db_instance.a: performance_insights_kms_key_id: what performance insights keep is encrypted with AWS's key",
            ],
        );
        holds(
            &RULE,
            json!({"aws_rds_cluster": {"a": {"storage_encrypted": true, "kms_key_id": "${var.key}"}}}),
        );
        holds(&RULE, json!({"aws_rds_cluster_instance": {"a": {}}}));
        unjudged(&RULE, json!({"aws_rds_cluster": {"a": {"storage_encrypted": "${var.x}"}}}));
    }
}
