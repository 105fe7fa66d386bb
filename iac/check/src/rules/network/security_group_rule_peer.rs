//! A rule of a security group names where traffic comes from or goes to, and as a resource of its own just one.

use configuration::Node;

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

use super::rule_blocks::{Spelling, rules};

pub(crate) const RULE: Rule = Rule {
    id: "security-group-rule-peer",
    severity: Severity::Error,
    summary: "a rule of a security group names where traffic comes from or goes to, and as a resource of its own just one",
    why: "AWS refuses the rule",
    source: Some("https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html"),
    check,
};

const ONE: [&str; 4] = ["cidr_ipv4", "cidr_ipv6", "prefix_list_id", "referenced_security_group_id"];
const SOME: [&str; 6] = [
    "cidr_blocks",
    "ipv6_cidr_blocks",
    "prefix_list_ids",
    "security_groups",
    "self",
    "source_security_group_id",
];

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for (rule, spelling) in rules(context) {
        if spelling == Spelling::New {
            let given: Vec<_> = ONE.iter().map(|name| rule.get(name)).filter(Node::is_present).collect();
            // An expression may come to nothing.
            let sure = given.iter().filter(|at| at.target().known().is_some() || at.text().known().is_some());
            let sure = sure.count();
            if given.is_empty() {
                found.report(rule, "a rule without a peer", format!("set one of `{}`", ONE.join("`, `")));
            } else if sure > 1 {
                found.report(rule, "a rule with more than one peer", "make a rule of each");
            } else if given.len() > 1 {
                found.unjudged(rule);
            }
        } else {
            let given = SOME.iter().any(|name| {
                let at = rule.get(name);
                // An expression may come to nothing; a list without elements is nothing.
                at.elements().next().is_some() && !at.boolean().is(&false)
            });
            if !given {
                found.report(
                    rule,
                    "a rule without a peer",
                    format!("set one of `{}`", SOME[..5].join("`, `")),
                );
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
    fn one_peer_is_named() {
        let rule = |v4: Option<&str>, group: Option<&str>| json!({"aws_vpc_security_group_ingress_rule": {"r": {"cidr_ipv4": v4, "referenced_security_group_id": group}}});
        let said = |said: &str| format!("aws_vpc_security_group_ingress_rule.r: : {said}");
        breaks(&RULE, rule(None, None), &[&said("a rule without a peer")]);
        breaks(&RULE, rule(Some("10.0.0.0/8"), Some("sg-1")), &[&said("a rule with more than one peer")]);
        holds(&RULE, rule(Some("${var.cidr}"), None));
        unjudged(&RULE, rule(Some("${var.cidr}"), Some("${var.group}")));
    }

    #[test]
    fn blocks_name_some() {
        let block = |is_self: bool| json!({"aws_security_group": {"a": {"egress": {"cidr_blocks": [], "self": is_self}}}});
        breaks(&RULE, block(false), &["aws_security_group.a: egress: a rule without a peer"]);
        holds(&RULE, block(true));
    }
}
