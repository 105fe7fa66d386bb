//! A security group and each of its rules says what it is for.

use super::rule_blocks::rules;
use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "security-group-described",
    severity: Severity::Warning,
    summary: "a security group and each of its rules says what it is for",
    why: "nobody dares to take away what nobody explains",
    source: Some("https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for group in context.resources("aws_security_group") {
        let at = group.get("description");
        if !at.is_present() {
            found.report(at, "a group that does not say what it is for", "set `description`");
        }
    }
    for (rule, _) in rules(context) {
        let at = rule.get("description");
        if !at.is_present() {
            found.report(at, "a rule that does not say what it is for", "set `description`");
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds};

    #[test]
    fn groups_and_rules_are_described() {
        let of = |text: serde_json::Value| {
            json!({
                "aws_security_group": {"a": {"description": text, "ingress": [{"description": text}]}},
                "aws_vpc_security_group_egress_rule": {"a": {"description": text}},
            })
        };
        breaks(
            &RULE,
            of(json!(null)),
            &[
                "aws_security_group.a: description: a group that does not say what it is for",
                "aws_security_group.a: ingress[0].description: a rule that does not say what it is for",
                "aws_vpc_security_group_egress_rule.a: description: a rule that does not say what it is for",
            ],
        );
        holds(&RULE, of(json!("${var.x}")));
    }
}
