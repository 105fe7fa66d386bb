//! A backup plan has something to make copies of.

use configuration::{Node, Read};

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "backup-plan-selects",
    severity: Severity::Warning,
    summary: "a backup plan has a selection of what it makes copies of",
    why: "it makes none",
    source: Some("https://docs.aws.amazon.com/aws-backup/latest/devguide/assigning-resources.html"),
    check,
};

const SELECTION: &str = "aws_backup_selection";

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    let plan_of = |selection: Node<'c>| selection.get("plan_id").target();
    let open = context.resources(SELECTION).any(|selection| matches!(plan_of(selection), Read::Unknown));
    for plan in context.resources("aws_backup_plan") {
        let users = context.users().of_block(plan.block());
        if users.iter().any(|user| user.resource_type() == Some(SELECTION)) {
            continue;
        }
        // Whoever else is told of it may select.
        if open || !context.is_root() || !users.is_empty() {
            found.unjudged(plan);
        } else {
            let message = "the plan makes copies of nothing";
            found.report(plan, message, "add an `aws_backup_selection` with its `plan_id`");
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn plans_have_selections() {
        let document = |others: Value| {
            let mut document = json!({"provider": {"aws": {}}, "resource": {"aws_backup_plan": {"a": {}}}});
            document["resource"]["aws_backup_selection"] = others;
            document
        };
        holds(&RULE, document(json!({"a": {"plan_id": "${aws_backup_plan.a.id}"}})));
        breaks(&RULE, document(json!({})), &["aws_backup_plan.a: : the plan makes copies of nothing"]);
        unjudged(&RULE, document(json!({"a": {"plan_id": "${var.plan}"}})));
        let mut exported = document(json!({}));
        exported["output"] = json!({"plan": {"value": "${aws_backup_plan.a.id}"}});
        unjudged(&RULE, exported);
        unjudged(&RULE, json!({"resource": {"aws_backup_plan": {"a": {}}}}));
    }
}
