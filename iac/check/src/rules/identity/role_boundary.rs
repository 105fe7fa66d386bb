//! Where roles have a permissions boundary, each has one.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "role-boundary",
    severity: Severity::Warning,
    summary: "where some roles have a permissions boundary, each has one",
    why: "the one without may do what the boundary was to keep everybody from",
    source: Some("https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    let (with, without): (Vec<_>, Vec<_>) = context
        .resources("aws_iam_role")
        .map(|role| role.get("permissions_boundary"))
        .partition(configuration::Node::is_present);
    // A few that have one are the exception, not the rule.
    if with.len() <= without.len() {
        return;
    }
    for at in without {
        let message = format!("this role has no permissions boundary, and {} others do", with.len());
        found.report(at, message, "set `permissions_boundary` as theirs");
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds};

    #[test]
    fn roles_are_bounded_alike() {
        let document = |last: Option<&str>| {
            json!({"aws_iam_role": {
                "a": {"permissions_boundary": "${var.boundary}"}, "b": {"permissions_boundary": "${var.boundary}"},
                "c": {"permissions_boundary": last},
            }})
        };
        breaks(
            &RULE,
            document(None),
            &["aws_iam_role.c: permissions_boundary: this role has no permissions boundary, and 2 others do"],
        );
        holds(&RULE, document(Some("arn:aws:iam::123456789012:policy/boundary")));
        holds(&RULE, json!({"aws_iam_role": {"a": {}, "b": {}}}));
    }
}
