//! What a database keeps is encrypted.

use super::{databases, is_copy};
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
        if !at.is_present() && is_copy(database) {
            found.unjudged(at);
        } else if found.boolean(at, false) == Some(false) {
            found.report(
                at,
                "the database is not encrypted",
                "set `storage_encrypted` to true, and `kms_key_id`",
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
    fn storage_is_encrypted() {
        for ty in super::super::DATABASES {
            let database =
                |encrypted: serde_json::Value| json!({ty: {"a": {"storage_encrypted": encrypted}}});
            let said = format!("{ty}.a: storage_encrypted: the database is not encrypted");
            breaks(&RULE, database(json!(false)), &[&said]);
            breaks(&RULE, database(json!(null)), &[&said]);
            holds(&RULE, database(json!(true)));
            unjudged(&RULE, database(json!("${var.x}")));
            unjudged(&RULE, json!({ty: {"a": {"snapshot_identifier": "x"}}}));
        }
    }
}
