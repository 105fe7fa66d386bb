//! A security group lets out only to where it must.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};
use crate::security_groups::{Direction, Protocol};

pub(crate) const RULE: Rule = Rule {
    id: "security-group-egress-bound",
    severity: Severity::Warning,
    summary: "a security group does not let everything out to everywhere",
    why: "who gets in may take anything out, to anywhere",
    source: Some("https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for rule in context.security_groups().rules() {
        if rule.direction == Direction::Egress && rule.protocol == Protocol::All && rule.peer.is_anywhere() {
            let message = "everything is let out to everywhere";
            found.report(rule.peer_at, message, "name the ports and peers that are needed");
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds};

    #[test]
    fn not_everything_is_let_out() {
        let of = |protocol: &str, cidr: &str| {
            json!({
                "aws_security_group": {"a": {}},
                "aws_vpc_security_group_egress_rule": {"a": {
                    "security_group_id": "${aws_security_group.a.id}",
                    "cidr_ipv4": cidr,
                    "ip_protocol": protocol,
                    "from_port": 443,
                    "to_port": 443,
                }},
            })
        };
        let said = "aws_vpc_security_group_egress_rule.a: cidr_ipv4: everything is let out to everywhere";
        breaks(&RULE, of("-1", "0.0.0.0/0"), &[said]);
        holds(&RULE, of("tcp", "0.0.0.0/0"));
        holds(&RULE, of("-1", "10.0.0.0/8"));
    }
}
