//! RDS keeps the master password, and nobody else knows it.

use configuration::{Json, Node};

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
        if let Some(at) = written.into_iter().find(Node::is_present) {
            if may_be_null(at, 0) {
                found.unjudged(at);
            } else {
                let is_custom = |engine: &str| engine.starts_with("custom-");
                let is_custom =
                    database.get("engine").text().known().is_some_and(|engine| is_custom(&engine));
                let fix = if is_custom { "give it as `password_wo`, which is in no state" } else { fix };
                found.secret(at, "Terraform writes the master password into its state", fix);
            }
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

/// What makes an expression null at times, or leads to what may.
const MAYBE: [&str; 9] = ["?", "null", "try(", "one(", "lookup(", "coalesce(", "each.", "module.", "[*]"];

/// How many names of a name are followed.
const DEPTH: usize = 8;

/// Whether an argument may be null after all, as in `var.managed ? null : var.password`.
fn may_be_null(at: Node<'_>, depth: usize) -> bool {
    let Some(text) = at.json().and_then(Json::as_str) else { return depth > 0 };
    if !text.contains("${") {
        return text.is_empty();
    }
    if depth > DEPTH || MAYBE.iter().any(|word| text.contains(word)) {
        return true;
    }
    let configuration = at.configuration();
    let variable = |name: &str| {
        let variable = configuration.other("variable", name)?.elements().next()?;
        // One without a default must be given.
        let (_, default) = variable.json()?.as_object()?.iter().find(|(key, _)| key == "default")?;
        Some(default.is_null() || default.as_str() == Some(""))
    };
    let local = |name: &str| configuration.local(name).is_none_or(|local| may_be_null(local, depth + 1));
    names(text, "var.").any(|name| variable(name).unwrap_or(false)) || names(text, "local.").any(local)
}

/// The names that stand behind `var.` or `local.` in an expression.
fn names<'t>(text: &'t str, root: &'t str) -> impl Iterator<Item = &'t str> {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
    text.match_indices(root)
        .filter(move |(at, _)| !text[..*at].ends_with(|c: char| is_part(c) || c == '.'))
        .map(move |(at, _)| {
            let rest = &text[at + root.len()..];
            rest.split(|c: char| !is_part(c)).next().unwrap_or(rest)
        })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

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

    #[test]
    fn it_may_be_null() {
        let of = |password: &str, default: Value, local: &str| {
            json!({
                "variable": {"managed": {"default": true}, "given": {}, "maybe": [{"default": default}]},
                "locals": {"password": local},
                "resource": {"aws_db_instance": {"a": {"password": password}}},
            })
        };
        let (null, written) = (json!(null), json!("change-me"));
        unjudged(&RULE, of("${var.managed ? null : var.given}", null.clone(), ""));
        unjudged(&RULE, of("${one(random_password.a[*].result)}", null.clone(), ""));
        unjudged(&RULE, of("${var.maybe}", null.clone(), ""));
        unjudged(&RULE, of("${var.maybe}", json!(""), ""));
        unjudged(&RULE, of("${local.password}", null.clone(), "${var.maybe}"));
        unjudged(&RULE, of("${local.password}", null.clone(), "${local.password}"));
        let said = "aws_db_instance.a: password: Terraform writes the master password into its state";
        for (password, local) in [
            ("${var.given}", ""),
            ("${var.maybe}", ""),
            (
                "${local.password}",
                "${jsondecode(data.aws_secretsmanager_secret_version.a.secret_string).password}",
            ),
            ("hunter2", ""),
        ] {
            breaks(&RULE, of(password, written.clone(), local), &[said]);
        }
    }
}
