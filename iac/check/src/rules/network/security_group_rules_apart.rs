//! The rules of a security group stand within it, or are resources of their own.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};
use crate::security_groups::{Direction, GroupRule};

pub(crate) const RULE: Rule = Rule {
    id: "security-group-rules-apart",
    severity: Severity::Error,
    summary: "the rules of a security group stand within it, or are resources of their own",
    why: "Terraform removes with each apply what the other way added",
    source: Some(
        "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/security_group",
    ),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for group in context.security_groups().iter() {
        for direction in [Direction::Ingress, Direction::Egress] {
            let is_inside = |rule: &&GroupRule<'_>| rule.at.block() == group.block;
            let inside = group.in_direction(direction).find(is_inside);
            let outside = group.in_direction(direction).find(|rule| !is_inside(rule));
            if let (Some(inside), Some(outside)) = (inside, outside) {
                let message = format!(
                    "{} rules stand here and in `{}`",
                    direction.name(),
                    outside.at.block().address()
                );
                found.report(inside.at, message, "make them all resources of their own");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds};

    fn group(direction: &str) -> serde_json::Value {
        json!({
            "aws_security_group": {"a": {direction: [{"protocol": "tcp", "from_port": 80, "to_port": 80, "self": true}]}},
            "aws_vpc_security_group_ingress_rule": {"r": {
                "security_group_id": "${aws_security_group.a.id}", "ip_protocol": "-1", "cidr_ipv4": "10.0.0.0/8",
            }},
        })
    }

    #[test]
    fn one_way_is_chosen() {
        breaks(
            &RULE,
            group("ingress"),
            &[
                "aws_security_group.a: ingress[0]: ingress rules stand here and in `aws_vpc_security_group_ingress_rule.r`",
            ],
        );
        holds(&RULE, group("egress"));
    }
}
