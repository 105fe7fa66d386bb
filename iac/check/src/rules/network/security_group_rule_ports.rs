//! A rule for TCP or UDP has ports from 0 to 65535, the first not above the last, and one for everything has none.

use configuration::Node;

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

use super::rule_blocks::{Spelling, rules};

pub(crate) const RULE: Rule = Rule {
    id: "security-group-rule-ports",
    severity: Severity::Error,
    summary: "a rule for TCP or UDP has ports from 0 to 65535, the first not above the last, and one for everything has none",
    why: "AWS refuses the rule",
    source: Some("https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for (rule, spelling) in rules(context) {
        let protocol = rule.get(spelling.protocol());
        let Some(protocol) = found.text(protocol) else { continue };
        let [from, to] = ["from_port", "to_port"].map(|name| rule.get(name));
        let protocol = protocol.to_ascii_lowercase();
        match protocol.as_str() {
            "tcp" | "6" | "udp" | "17" => judge(found, from, to),
            "-1" | "all" if spelling == Spelling::Block => {
                for at in [from, to] {
                    if let Some(port) = found.integer(at).filter(|port| *port != 0) {
                        let message = format!("a rule for every protocol names port {port}");
                        found.report(at, message, "set both ports to 0, or name a protocol");
                    }
                }
            }
            _ => {}
        }
    }
}

fn judge<'c>(found: &mut Found<'_, 'c>, from: Node<'c>, to: Node<'c>) {
    let mut known = Vec::new();
    for at in [from, to] {
        if !at.is_present() {
            found.report(at, "a rule for TCP or UDP without a port", "set `from_port` and `to_port`");
        } else if let Some(port) = found.integer(at) {
            if (0..=65_535).contains(&port) {
                known.push(port);
            } else {
                found.report(at, format!("there is no port {port}"), "choose from 0 to 65535");
            }
        }
    }
    if let [first, last] = known.as_slice()
        && first > last
    {
        found.report(from, format!("port {first} is above {last}, the last"), "put the lower port first");
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    fn rule(protocol: &str, from: Option<&str>, to: Option<i64>) -> serde_json::Value {
        json!({"aws_vpc_security_group_ingress_rule": {"r": {"ip_protocol": protocol, "from_port": from, "to_port": to}}})
    }

    #[test]
    fn ports_are_in_order() {
        let said = |said: &str| format!("aws_vpc_security_group_ingress_rule.r: {said}");
        breaks(
            &RULE,
            rule("tcp", Some("443"), None),
            &[&said("to_port: a rule for TCP or UDP without a port")],
        );
        breaks(
            &RULE,
            rule("17", Some("443"), Some(80)),
            &[&said("from_port: port 443 is above 80, the last")],
        );
        breaks(&RULE, rule("udp", Some("53"), Some(65_536)), &[&said("to_port: there is no port 65536")]);
        holds(&RULE, rule("tcp", Some("80"), Some(443)));
        holds(&RULE, rule("-1", None, None));
        unjudged(&RULE, rule("tcp", Some("${var.port}"), Some(443)));
    }

    #[test]
    fn a_block_for_everything_has_none() {
        let block = |port: u16| json!({"aws_security_group": {"a": {"egress": [{"protocol": "-1", "from_port": 0, "to_port": port}]}}});
        breaks(
            &RULE,
            block(443),
            &["aws_security_group.a: egress[0].to_port: a rule for every protocol names port 443"],
        );
        holds(&RULE, block(0));
    }
}
