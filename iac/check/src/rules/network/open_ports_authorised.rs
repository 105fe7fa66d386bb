//! Only the ports that a load balancer listens to, and web ports of others, are open to the whole internet.

use configuration::Block;

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};
use crate::security_groups::{Direction, Ports, Protocol};

use super::open_ports::ADMINISTRATION;

pub(crate) const RULE: Rule = Rule {
    id: "open-ports-authorised",
    severity: Severity::Warning,
    summary: "only the ports that a load balancer listens to, and web ports of others, are open to the whole internet",
    why: "what is not meant for everybody is tried by everybody",
    source: Some("https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-18"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for group in context.security_groups().iter() {
        let open = group.in_direction(Direction::Ingress).filter(|rule| rule.peer.is_world());
        for rule in open {
            if !matches!(rule.protocol, Protocol::Tcp | Protocol::Udp) {
                continue;
            }
            let Ports::Range(from, to) = rule.ports else {
                found.unjudged(rule.at);
                continue;
            };
            // Those are worse, and said by a rule of their own.
            if rule.protocol == Protocol::Tcp
                && ADMINISTRATION.iter().any(|(port, _)| (from..=to).contains(port))
            {
                continue;
            }
            match listened(context, group.block) {
                Some(listened) if from == to && listened.contains(&i64::from(from)) => {}
                Some(listened) if listened.is_empty() && from == to && matches!(from, 80 | 443) => {}
                Some(_) => {
                    let ports = if from == to {
                        format!("port {from} is")
                    } else {
                        format!("ports {from} to {to} are")
                    };
                    found.report(
                        rule.peer_at,
                        format!("{ports} open to everybody"),
                        "let in the load balancer's group or a network, or open just the ports that are listened to",
                    );
                }
                None => found.unjudged(rule.at),
            }
        }
    }
}

/// The ports that the load balancers of a group listen to; none if one of them is not known.
fn listened<'c>(context: &Context<'c>, group: &'c Block<'c>) -> Option<Vec<i64>> {
    let all = context.configuration;
    let mut ports = Vec::new();
    for balancer in all.referring("aws_lb", "security_groups", group) {
        for listener in all.referring("aws_lb_listener", "load_balancer_arn", balancer.block()) {
            ports.push(listener.get("port").integer().known()?);
        }
    }
    Some(ports)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    fn document(open: &str, listened: &serde_json::Value) -> serde_json::Value {
        json!({
            "aws_lb": {"a": {"security_groups": ["${aws_security_group.a.id}"]}},
            "aws_lb_listener": {"a": {"load_balancer_arn": "${aws_lb.a.arn}", "port": listened}},
            "aws_security_group": {"a": {}},
            "aws_security_group_rule": {"r": {
                "type": "ingress", "security_group_id": "${aws_security_group.a.id}", "protocol": "tcp",
                "from_port": open, "to_port": open, "cidr_blocks": ["0.0.0.0/0"],
            }},
        })
    }

    #[test]
    fn ports_are_listened_to() {
        breaks(
            &RULE,
            document("8443", &json!(443)),
            &["aws_security_group_rule.r: cidr_blocks[0]: port 8443 is open to everybody"],
        );
        holds(&RULE, document("8443", &json!("8443")));
        breaks(
            &RULE,
            document("80", &json!(443)),
            &["aws_security_group_rule.r: cidr_blocks[0]: port 80 is open to everybody"],
        );
        unjudged(&RULE, document("8443", &json!("${var.port}")));
        unjudged(&RULE, document("${var.port}", &json!(443)));
    }

    #[test]
    fn web_servers_may_be_open() {
        let group = |port: u16| {
            json!({"aws_security_group": {"a": {"ingress": [
                {"protocol": "tcp", "from_port": port, "to_port": port, "ipv6_cidr_blocks": ["::/0"]},
            ]}}})
        };
        breaks(
            &RULE,
            group(8080),
            &["aws_security_group.a: ingress[0].ipv6_cidr_blocks[0]: port 8080 is open to everybody"],
        );
        holds(&RULE, group(443));
        // A rule of its own says that.
        holds(&RULE, group(22));
    }
}
