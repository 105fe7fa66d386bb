//! The internet reaches a load balancer on 80 and 443.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};
use crate::security_groups::{Direction, Ports, Protocol};

pub(crate) const RULE: Rule = Rule {
    id: "internet-reaches-web-ports-only",
    severity: Severity::Error,
    summary: "the security group of a load balancer lets the internet in on 80 and 443 and on nothing else",
    why: "whatever listens on another port lies open",
    source: Some("https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-18"),
    check,
};

const WEB: [u16; 2] = [80, 443];

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    let mut seen = Vec::new();
    for load_balancer in context.resources("aws_lb") {
        for reference in load_balancer.get("security_groups").elements() {
            let Some(group) = found.known(reference, context.security_groups().referred(reference)) else {
                continue;
            };
            let Some(group) =
                context.security_groups().get(group).filter(|group| !seen.contains(&group.block))
            else {
                continue;
            };
            seen.push(group.block);
            for rule in group.in_direction(Direction::Ingress).filter(|rule| rule.peer.is_world()) {
                let ports = match (rule.protocol, rule.ports) {
                    // It has no ports; ICMP is how a path's greatest packet is found out.
                    // <https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-security-groups.html>
                    (Protocol::Other(_), _) => continue,
                    (Protocol::Tcp, Ports::Range(from, to)) if from == to && WEB.contains(&from) => continue,
                    (Protocol::Unknown, _) | (_, Ports::Unknown) => {
                        found.unjudged(rule.at);
                        continue;
                    }
                    (_, Ports::Range(from, to)) if from == to => format!("on {from}"),
                    (_, Ports::Range(from, to)) => format!("from {from} to {to}"),
                    (_, Ports::All) => "on every port".to_owned(),
                };
                let message =
                    format!("the internet is let in to `{}` {ports}", load_balancer.block().address());
                found.report(rule.at, message, "let it in on TCP 80 and 443, each with a rule of its own");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::rules::reachability::{sound, with};
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn only_the_web_is_open() {
        let port = |to: serde_json::Value| with("/aws_vpc_security_group_ingress_rule/lb/to_port", to);
        breaks(
            &RULE,
            port(json!(444)),
            &[
                "aws_vpc_security_group_ingress_rule.lb: : the internet is let in to `aws_lb.main` from 443 to 444",
            ],
        );
        let quarter = |cidr: &str| {
            with(
                "/aws_vpc_security_group_ingress_rule/more",
                json!({
                    "security_group_id": "${aws_security_group.lb.id}", "cidr_ipv4": cidr,
                    "ip_protocol": "tcp", "from_port": 8080, "to_port": 8080,
                }),
            )
        };
        breaks(
            &RULE,
            quarter("64.0.0.0/2"),
            &["aws_vpc_security_group_ingress_rule.more: : the internet is let in to `aws_lb.main` on 8080"],
        );
        holds(&RULE, quarter("10.0.0.0/8"));
        holds(&RULE, sound());
        let fragmentation_needed = json!({
            "security_group_id": "${aws_security_group.lb.id}", "ip_protocol": "icmp", "from_port": 3, "to_port": 4,
            "cidr_ipv4": "0.0.0.0/0",
        });
        holds(&RULE, with("/aws_vpc_security_group_ingress_rule/icmp", fragmentation_needed));
        unjudged(&RULE, port(json!("${var.port}")));
    }
}
