//! Who may log in to a database is told which one, and in which role.

use configuration::Piece;

use crate::context::Context;
use crate::found::Found;
use crate::policies::actions::is_like;
use crate::policies::{Entry, Place};
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "database-login-named",
    severity: Severity::Error,
    summary: "a policy that allows `rds-db:connect` names one database, by its resource id, and one role in it",
    why: "with a wildcard, a program logs in to every database and in every role that takes logins by IAM; with another id, in none",
    source: Some(
        "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.IAMPolicy.html",
    ),
    check,
};

/// The attributes that are resource ids.
const IDS: [(&str, &str); 2] =
    [("aws_db_instance", "resource_id"), ("aws_rds_cluster", "cluster_resource_id")];

/// How a resource id starts: an instance's, a cluster's, a proxy's.
const PREFIXES: [&str; 3] = ["cluster-", "db-", "prx-"];

/// What stands before a database and a role.
const KIND: &str = ":dbuser:";

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for (_, statement) in context.policies().statements(found, Place::is_identity) {
        let connects = |entry: &Entry<'c>| {
            // `*` and `rds-db:*` are another rule's.
            entry.literal().is_some_and(|action| {
                action.split_once(':').is_some_and(|(service, name)| {
                    service.eq_ignore_ascii_case("rds-db") && is_like(name, "connect")
                })
            })
        };
        if statement.is_deny() || statement.actions.negated || !statement.actions.entries.iter().any(connects)
        {
            continue;
        }
        if statement.resources.negated {
            let message = "logins are allowed to every database but those that are named";
            found.report(statement.resources.at, message, "name the database and the role in `Resource`");
            continue;
        }
        for entry in &statement.resources.entries {
            judge(entry, found);
        }
    }
}

fn judge<'c>(entry: &Entry<'c>, found: &mut Found<'_, 'c>) {
    let fix = "write `arn:aws:rds-db:<region>:<account>:dbuser:<resource id>/<role>`";
    let wild = "logins are allowed to databases or roles that are not named";
    let (mut behind, mut in_role) = (false, false);
    for piece in &entry.symbol.0 {
        match piece {
            Piece::Literal(text) => {
                let starts = !behind;
                let named =
                    if behind { Some(text.as_ref()) } else { text.split_once(KIND).map(|(_, end)| end) };
                behind |= named.is_some();
                in_role |= named.is_some_and(|named| named.contains('/'));
                if named.is_some_and(|named| named.contains(['*', '?'])) {
                    return found.report(entry.at, wild, fix);
                }
                let id =
                    named.filter(|_| starts).and_then(|named| named.split('/').next()).unwrap_or_default();
                if !id.is_empty() && !PREFIXES.iter().any(|prefix| id.starts_with(prefix)) {
                    return found.report(entry.at, format!("`{id}` is no resource id"), fix);
                }
            }
            Piece::Attribute(target) if behind && !in_role => {
                let ty = target.block.resource_type().unwrap_or_default();
                if !IDS.contains(&(ty, target.attribute)) {
                    let message =
                        format!("`{}` of `{}` is no resource id", target.attribute, target.block.address());
                    found.report(entry.at, message, fix);
                    return;
                }
            }
            Piece::Attribute(_) => {}
            Piece::Unknown => return found.unjudged(entry.at),
        }
    }
    // A wildcard before that may stand for all that follows: `arn:aws:rds-db:us-east-1:123456789012:*`.
    if !behind
        && entry.symbol.0.iter().any(|piece| matches!(piece, Piece::Literal(text) if text.contains('*')))
    {
        found.report(entry.at, wild, fix);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    fn document(resource: &str) -> Value {
        let statement = json!({"Effect": "Allow", "Action": ["rds-db:connect"], "Resource": [resource]});
        let policy = json!({"Version": "2012-10-17", "Statement": [statement]});
        json!({
            "aws_iam_policy": {"a": {"policy": policy.to_string()}},
            "aws_rds_cluster": {"a": {}},
            "aws_db_instance": {"a": {}},
        })
    }

    #[test]
    fn one_database_and_one_role_are_named() {
        let start = "arn:aws:rds-db:us-east-1:123456789012:dbuser:";
        for named in [
            "${aws_rds_cluster.a.cluster_resource_id}/orders",
            "${aws_db_instance.a.resource_id}/orders",
            "cluster-ABCDEFGHIJKL/orders",
            "${aws_db_instance.a.resource_id}/${aws_db_instance.a.username}",
        ] {
            holds(&RULE, document(&format!("{start}{named}")));
        }
        let at = "aws_iam_policy.a: policy.Statement[0].Resource[0]";
        let said = format!("{at}: logins are allowed to databases or roles that are not named");
        for wild in ["*/orders", "${aws_rds_cluster.a.cluster_resource_id}/*", "cluster-*/orders"] {
            breaks(&RULE, document(&format!("{start}{wild}")), &[&said]);
        }
        for wild in ["*", "arn:aws:rds-db:us-east-1:123456789012:*", "arn:aws:rds-db:*:*:dbuser:*"] {
            breaks(&RULE, document(wild), &[&said]);
        }
        breaks(
            &RULE,
            document(&format!("{start}${{aws_rds_cluster.a.id}}/orders")),
            &[&format!("{at}: `id` of `aws_rds_cluster.a` is no resource id")],
        );
        let mut named = document(&format!("{start}${{aws_rds_cluster.a.cluster_identifier}}/orders"));
        named["aws_rds_cluster"]["a"]["cluster_identifier"] = json!("main");
        breaks(&RULE, named, &[&format!("{at}: `main` is no resource id")]);
        unjudged(&RULE, document(&format!("{start}${{var.id}}/orders")));
    }
}
