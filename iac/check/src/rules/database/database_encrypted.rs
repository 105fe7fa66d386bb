//! What a database keeps is encrypted.

use configuration::Node;

use super::{databases, is_copy, is_first_serverless};
use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "database-encrypted",
    severity: Severity::Error,
    summary: "the storage of a database is encrypted, and with it its backups, its snapshots and its logs",
    why: "it cannot be encrypted later but by a copy, and until then snapshots lie open to who gets hold of one",
    source: Some("https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-3"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for database in databases(context) {
        let at = database.get("storage_encrypted");
        if !at.is_present() && (is_copy(database) || may_be_aurora(database)) {
            found.unjudged(at);
            continue;
        }
        if found.boolean(at, false) != Some(false)
            || found.known(database.get("engine_mode"), is_first_serverless(database)) != Some(false)
        {
            continue;
        }
        let is_express = database.get("engine").text().is(&"sqlserver-ex".into());
        let fix = if is_express {
            "choose another edition: RDS does not encrypt SQL Server Express"
        } else {
            "set `storage_encrypted` to true, and `kms_key_id`"
        };
        found.report(at, "the database is not encrypted", fix);
    }
}

/// Whether a cluster may be one of Aurora. Such a cluster is encrypted unasked if it was made on 18 February 2026 or later,
/// which no file says.
/// <https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Overview.Encryption.html>
fn may_be_aurora(database: Node<'_>) -> bool {
    let engine = database.get("engine").text().known();
    database.block().resource_type() == Some("aws_rds_cluster")
        && engine.is_none_or(|engine| engine.starts_with("aurora"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn storage_is_encrypted() {
        for ty in super::super::DATABASES {
            let database = |encrypted: serde_json::Value| json!({ty: {"a": {"engine": "mysql", "storage_encrypted": encrypted}}});
            let said = format!("{ty}.a: storage_encrypted: the database is not encrypted");
            breaks(&RULE, database(json!(false)), &[&said]);
            breaks(&RULE, database(json!(null)), &[&said]);
            holds(&RULE, database(json!(true)));
            unjudged(&RULE, database(json!("${var.x}")));
            unjudged(&RULE, json!({ty: {"a": {"snapshot_identifier": "x"}}}));
        }
    }

    #[test]
    fn aurora_may_be_unasked() {
        let cluster = |mode: &str, encrypted: serde_json::Value| {
            json!({"aws_rds_cluster": {"a": {
                "engine": "aurora-mysql", "engine_mode": mode, "storage_encrypted": encrypted,
            }}})
        };
        unjudged(&RULE, cluster("provisioned", json!(null)));
        holds(&RULE, cluster("serverless", json!(false)));
        let said = "aws_rds_cluster.a: storage_encrypted: the database is not encrypted";
        breaks(&RULE, cluster("provisioned", json!(false)), &[said]);
    }
}
