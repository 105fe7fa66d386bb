//! Nothing for administration, and no database, is open to the whole internet.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};
use crate::security_groups::{Direction, Peer, Ports, Protocol};

use super::open_ports::ADMINISTRATION as PORTS;

pub(crate) const RULE: Rule = Rule {
    id: "administration-ports-closed",
    severity: Severity::Error,
    summary: "nothing for administration, and no database, is open to the whole internet",
    why: "passwords are tried there within minutes",
    source: Some("https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-19"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for rule in context.security_groups().rules() {
        if rule.direction != Direction::Ingress {
            continue;
        }
        if rule.peer == Peer::Unknown {
            found.unjudged(rule.peer_at);
        }
        if !rule.peer.is_world() {
            continue;
        }
        let admitted = PORTS.iter().map(|(port, what)| (rule.admits(Protocol::Tcp, *port), port, what));
        let admitted: Vec<_> = admitted.collect();
        match admitted.iter().find(|(admits, ..)| *admits == Some(true)) {
            Some((_, port, what)) => found.report(
                rule.peer_at,
                match rule.ports {
                    Ports::All | Ports::Range(0..=1, u16::MAX) => {
                        "every port is open to everybody".to_owned()
                    }
                    _ => format!("port {port} ({what}) is open to everybody"),
                },
                "let in a network or a group instead",
            ),
            None if admitted.iter().any(|(admits, ..)| admits.is_none()) => found.unjudged(rule.at),
            None => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    fn rule(cidr: &str, from: &str) -> serde_json::Value {
        json!({
            "aws_security_group": {"a": {"ingress": [
                {"protocol": "tcp", "from_port": from, "to_port": 22, "cidr_blocks": ["10.0.0.0/8", cidr]},
            ]}},
        })
    }

    #[test]
    fn administration_stays_inside() {
        breaks(
            &RULE,
            rule("0.0.0.0/0", "22"),
            &["aws_security_group.a: ingress[0].cidr_blocks[1]: port 22 (SSH) is open to everybody"],
        );
        holds(&RULE, rule("10.0.0.0/9", "22"));
        unjudged(&RULE, rule("${var.cidr}", "22"));
        unjudged(&RULE, rule("0.0.0.0/0", "${var.port}"));
    }

    #[test]
    fn every_port_is_open_where_everything_is() {
        let document = |direction: &str| {
            json!({
                "aws_security_group": {"a": {}},
                direction: {"r": {"security_group_id": "${aws_security_group.a.id}", "ip_protocol": "-1", "cidr_ipv6": "::/0"}},
            })
        };
        breaks(
            &RULE,
            document("aws_vpc_security_group_ingress_rule"),
            &["aws_vpc_security_group_ingress_rule.r: cidr_ipv6: every port is open to everybody"],
        );
        holds(&RULE, document("aws_vpc_security_group_egress_rule"));
    }
}
