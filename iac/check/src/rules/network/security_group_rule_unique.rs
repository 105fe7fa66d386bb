//! No two rules of a security group let the same through.

use std::collections::HashMap;

use configuration::Node;

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};
use crate::security_groups::{Peer, Ports, Protocol};

pub(crate) const RULE: Rule = Rule {
    id: "security-group-rule-unique",
    severity: Severity::Error,
    summary: "no two rules of a security group let the same through",
    why: "AWS refuses the second rule",
    source: Some(
        "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AuthorizeSecurityGroupIngress.html",
    ),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for group in context.security_groups().iter() {
        let mut taken: HashMap<String, Node<'c>> = HashMap::new();
        for rule in &group.rules {
            if !rule.is_certain
                || rule.peer == Peer::Unknown
                || rule.protocol == Protocol::Unknown
                || rule.ports == Ports::Unknown
            {
                found.unjudged(rule.at);
                continue;
            }
            let peer = match &rule.peer {
                Peer::Group(block) | Peer::PrefixList(block) => block.address(),
                peer => format!("{peer:?}"),
            };
            // Types and codes of ICMP stand where others have ports.
            let types = match rule.protocol {
                Protocol::Other(_) => ["from_port", "to_port"].map(|name| rule.at.get(name).text().known()),
                _ => [None, None],
            };
            let key = format!("{:?} {:?} {:?} {types:?} {peer}", rule.direction, rule.protocol, rule.ports);
            let earlier = *taken.entry(key).or_insert(rule.at);
            // What stands in one group twice is one rule to Terraform.
            if earlier.block() != rule.at.block() {
                let message = format!("`{}` lets the same through", earlier.block().address());
                found.report(rule.at, message, "keep one of them");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    fn rules(peer: &str) -> serde_json::Value {
        let group = "${aws_security_group.a.id}";
        json!({
            "aws_security_group": {"a": {}},
            "aws_vpc_security_group_ingress_rule": {
                "a": {"security_group_id": group, "ip_protocol": "tcp", "from_port": 80, "to_port": 80, "cidr_ipv4": "10.0.0.0/8"},
                "b": {"security_group_id": group, "ip_protocol": "6", "from_port": "80", "to_port": "80", "cidr_ipv4": peer},
            },
        })
    }

    #[test]
    fn rules_differ() {
        breaks(
            &RULE,
            rules("10.0.0.0/8"),
            &[
                "aws_vpc_security_group_ingress_rule.b: : `aws_vpc_security_group_ingress_rule.a` lets the same through",
            ],
        );
        holds(&RULE, rules("10.0.0.0/9"));
        unjudged(&RULE, rules("${var.cidr}"));
    }
}
