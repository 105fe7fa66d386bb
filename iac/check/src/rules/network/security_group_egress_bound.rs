//! A security group lets out only to where it must.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};
use crate::security_groups::{Direction, Ports, Protocol};

pub(crate) const RULE: Rule = Rule {
    id: "security-group-egress-bound",
    severity: Severity::Warning,
    summary: "a security group does not let everything, or every port, out to everywhere",
    why: "who gets in may take anything out, to anywhere",
    source: Some("https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for rule in context.security_groups().rules() {
        if rule.direction != Direction::Egress || !rule.peer.is_world() {
            continue;
        }
        let message = match (rule.protocol, rule.ports) {
            (Protocol::All, _) => "everything is let out to everywhere",
            // From 0 or 1 on, to the last.
            (Protocol::Tcp | Protocol::Udp, Ports::Range(0 | 1, u16::MAX)) => {
                "every port is let out to everywhere"
            }
            _ => continue,
        };
        found.report(rule.peer_at, message, "name the ports and peers that are needed");
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds};

    #[test]
    fn not_everything_is_let_out() {
        let from = |protocol: &str, cidr: &str, from: u16, to: u16| {
            json!({
                "aws_security_group": {"a": {}},
                "aws_vpc_security_group_egress_rule": {"a": {
                    "security_group_id": "${aws_security_group.a.id}",
                    "cidr_ipv4": cidr,
                    "ip_protocol": protocol,
                    "from_port": from,
                    "to_port": to,
                }},
            })
        };
        let of = |protocol: &str, cidr: &str| from(protocol, cidr, 443, 443);
        let said = "aws_vpc_security_group_egress_rule.a: cidr_ipv4: everything is let out to everywhere";
        breaks(&RULE, of("-1", "0.0.0.0/0"), &[said]);
        holds(&RULE, of("tcp", "0.0.0.0/0"));
        breaks(
            &RULE,
            from("tcp", "0.0.0.0/0", 0, 65_535),
            &["aws_vpc_security_group_egress_rule.a: cidr_ipv4: every port is let out to everywhere"],
        );
        holds(&RULE, from("tcp", "0.0.0.0/0", 1_024, 65_535));
        holds(&RULE, of("-1", "10.0.0.0/8"));
    }
}
