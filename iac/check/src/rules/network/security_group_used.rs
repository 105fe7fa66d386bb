//! A security group is somebody's.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "security-group-used",
    severity: Severity::Warning,
    summary: "a security group is given to something",
    why: "nobody notices what it would let through, until somebody uses it for want of another",
    source: Some("https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-22"),
    check,
};

/// What speaks of groups and gives them to nobody.
const RULES: [&str; 4] = [
    "aws_security_group",
    "aws_security_group_rule",
    "aws_vpc_security_group_egress_rule",
    "aws_vpc_security_group_ingress_rule",
];

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for group in context.resources("aws_security_group") {
        let users = context.users().of_block(group.block());
        if users.iter().any(|user| user.resource_type().is_none_or(|ty| !RULES.contains(&ty))) {
            continue;
        }
        if context.is_root() {
            found.report(group, "no resource has this group", "give it to what it is for, or remove it");
        } else {
            found.unjudged(group);
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn groups_are_used() {
        let rule = json!({
            "security_group_id": "${aws_security_group.a.id}",
            "referenced_security_group_id": "${aws_security_group.a.id}",
        });
        let document = |user: &str, group: &str| {
            json!({
                "aws_security_group": {"a": {}},
                "aws_vpc_security_group_ingress_rule": {"a": rule},
                user: {"a": {"security_groups": [group]}},
            })
        };
        breaks(
            &RULE,
            document("aws_lb", "${var.group}"),
            &["aws_security_group.a: : no resource has this group"],
        );
        holds(&RULE, document("aws_lb", "${aws_security_group.a.id}"));
        holds(
            &RULE,
            json!({
                "provider": {"aws": {}}, "resource": {"aws_security_group": {"a": {}}},
                "output": {"group": {"value": "${aws_security_group.a.id}"}},
            }),
        );
        unjudged(&RULE, json!({"resource": {"aws_security_group": {"a": {}}}}));
    }
}
