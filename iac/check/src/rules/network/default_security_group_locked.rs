//! The default security group of a VPC lets nothing through.

use std::collections::HashSet;

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "default-security-group-locked",
    severity: Severity::Warning,
    summary: "the default security group of a VPC lets nothing through",
    why: "whatever is started without a group reaches its neighbours and the internet",
    source: Some("https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-2"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    let mut managed = HashSet::new();
    let mut open = !context.is_root();
    for group in context.resources("aws_default_security_group") {
        match found.target(group.get("vpc_id")) {
            Some(vpc) => _ = managed.insert(vpc.block.address()),
            None => open |= group.get("vpc_id").is_present(),
        }
        for name in ["ingress", "egress"] {
            if group.blocks(name).any(|block| block.json().is_some_and(|json| json.as_object().is_some())) {
                found.report(
                    group.get(name),
                    "the default security group lets something through",
                    "remove its rules, and use a group that is made for the purpose",
                );
            } else if group.makes_blocks(name) {
                found.unjudged(group.get(name));
            }
        }
    }
    for vpc in context.resources("aws_vpc") {
        if managed.contains(&vpc.block().address()) {
            continue;
        }
        if open {
            found.unjudged(vpc);
        } else {
            found.report(
                vpc,
                "its default security group is as AWS makes it: open to itself and to the outside",
                "add an `aws_default_security_group` with its `vpc_id` and no rules",
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    fn group(vpc: &str, ingress: &serde_json::Value) -> serde_json::Value {
        json!({
            "provider": {"aws": {}},
            "resource": {
                "aws_vpc": {"a": {}},
                "aws_default_security_group": {"a": {"vpc_id": vpc, "ingress": ingress}},
            },
        })
    }

    #[test]
    fn the_default_group_is_empty() {
        breaks(
            &RULE,
            json!({"provider": {"aws": {}}, "resource": {"aws_vpc": {"a": {}}}}),
            &[
                "aws_vpc.a: : its default security group is as AWS makes it: open to itself and to the outside",
            ],
        );
        breaks(
            &RULE,
            group("${aws_vpc.a.id}", &json!([{"self": true}])),
            &["aws_default_security_group.a: ingress: the default security group lets something through"],
        );
        holds(&RULE, group("${aws_vpc.a.id}", &json!([])));
        unjudged(&RULE, group("${var.vpc}", &json!([])));
    }
}
