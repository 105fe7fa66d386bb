//! A database is encrypted with a key whose policy is ours.

use configuration::Read;

use super::{databases, is_copy, is_first_serverless};
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
        let (encrypted, key) = (database.get("storage_encrypted"), database.get("kms_key_id"));
        let engine = database.get("engine").text().known();
        let is_aurora = engine.is_some_and(|engine| engine.starts_with("aurora"));
        let is_always = is_first_serverless(database) == Read::Known(true);
        if !is_copy(database) && (is_always || found.boolean(encrypted, false) == Some(true)) {
            has_key(key, "the database", found);
        } else if !is_copy(database) && is_aurora && !encrypted.is_present() && !key.is_present() {
            let fix = "set `storage_encrypted` to true, and name a key of the account's own";
            found.report(key, "the database is encrypted with AWS's key, or not at all", fix);
        }
        if found.boolean(database.get("manage_master_user_password"), false) == Some(true) {
            has_key(database.get("master_user_secret_kms_key_id"), "the master password", found);
        }
    }
    for ty in ["aws_db_instance", "aws_rds_cluster", "aws_rds_cluster_instance"] {
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
        breaks(
            &RULE,
            json!({"aws_rds_cluster": {"a": {"engine": "aurora-mysql", "engine_mode": "serverless"}}}),
            &["aws_rds_cluster.a: kms_key_id: the database is encrypted with AWS's key"],
        );
        breaks(
            &RULE,
            json!({"aws_rds_cluster": {"a": {"engine": "aurora-mysql", "performance_insights_enabled": true}}}),
            &[
                "aws_rds_cluster.a: kms_key_id: the database is encrypted with AWS's key, or not at all",
                "aws_rds_cluster.a: performance_insights_kms_key_id: what performance insights keep is encrypted with AWS's key",
            ],
        );
        unjudged(&RULE, json!({"aws_rds_cluster": {"a": {"storage_encrypted": "${var.x}"}}}));
    }
}
