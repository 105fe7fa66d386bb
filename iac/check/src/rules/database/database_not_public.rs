//! A database has no public address.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "database-not-public",
    severity: Severity::Error,
    summary: "a database has no public address",
    why: "only a security group stands between everybody's data and everybody",
    source: Some("https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-2"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for ty in ["aws_db_instance", "aws_rds_cluster_instance"] {
        for instance in context.resources(ty) {
            let at = instance.get("publicly_accessible");
            if found.boolean(at, false) == Some(true) {
                found.report(at, "the database has a public address", "set `publicly_accessible` to false");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn no_address_is_public() {
        for ty in ["aws_db_instance", "aws_rds_cluster_instance"] {
            let instance = |public: serde_json::Value| json!({ty: {"a": {"publicly_accessible": public}}});
            let said = format!("{ty}.a: publicly_accessible: the database has a public address");
            breaks(&RULE, instance(json!(true)), &[&said]);
            holds(&RULE, instance(json!(false)));
            holds(&RULE, instance(json!(null)));
            unjudged(&RULE, instance(json!("${var.x}")));
        }
    }
}
