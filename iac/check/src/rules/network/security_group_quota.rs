//! A security group has at most 60 rules in each direction, for IPv4 and for IPv6.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};
use crate::security_groups::{Direction, Peer};

pub(crate) const RULE: Rule = Rule {
    id: "security-group-quota",
    severity: Severity::Warning,
    summary: "a security group has at most 60 rules in each direction, for IPv4 and for IPv6",
    why: "AWS refuses more until the quota is raised",
    source: Some(
        "https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html#vpc-limits-security-groups",
    ),
    check,
};

const MOST: i64 = 60;

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for group in context.security_groups().iter() {
        let at = context.configuration.node(group.block);
        if !group.is_complete {
            found.unjudged(at);
        }
        for direction in [Direction::Ingress, Direction::Egress] {
            let mut counts = [0; 2];
            for rule in group.in_direction(direction) {
                let weight = weight(context, &rule.peer);
                let [v4, v6] = &mut counts;
                match rule.peer {
                    Peer::V4(_) => *v4 += 1,
                    Peer::V6(..) => *v6 += 1,
                    // Groups and lists of addresses count for both.
                    _ => (*v4, *v6) = (*v4 + weight, *v6 + weight),
                }
            }
            let count = counts[0].max(counts[1]);
            if count > MOST {
                let message =
                    format!("{count} {} rules; {MOST} is what an account may have unasked", direction.name());
                found.report(at, message, "join networks, use a prefix list, or ask for a higher quota");
            }
        }
    }
}

/// As how many rules one counts: a prefix list as what it may hold.
fn weight<'c>(context: &Context<'c>, peer: &Peer<'c>) -> i64 {
    let Peer::PrefixList(list) = peer else { return 1 };
    let list = context.configuration.node(list);
    if list.get("name").text().is(&"com.amazonaws.global.cloudfront.origin-facing".into()) {
        return 55;
    }
    list.get("max_entries").integer().known().unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    fn group(networks: usize, list: &str) -> serde_json::Value {
        let cidrs: Vec<String> = (0..networks).map(|at| format!("10.{at}.0.0/16")).collect();
        let list = format!("${{data.aws_ec2_managed_prefix_list.{list}.id}}");
        json!({
            "data": {"aws_ec2_managed_prefix_list": {
                "cloudfront": {"name": "com.amazonaws.global.cloudfront.origin-facing"}, "other": {},
            }},
            "resource": {"aws_security_group": {"a": {"ingress": [
                {"protocol": "-1", "from_port": 0, "to_port": 0, "cidr_blocks": cidrs, "prefix_list_ids": [list]},
            ]}}},
        })
    }

    #[test]
    fn rules_are_counted() {
        let said = |count: u8| {
            format!("aws_security_group.a: : {count} ingress rules; 60 is what an account may have unasked")
        };
        breaks(&RULE, group(60, "other"), &[&said(61)]);
        breaks(&RULE, group(6, "cloudfront"), &[&said(61)]);
        holds(&RULE, group(59, "other"));
        holds(&RULE, group(5, "cloudfront"));
        unjudged(
            &RULE,
            json!({"aws_security_group": {"a": {"dynamic": {"ingress": {"for_each": "${var.rules}"}}}}}),
        );
    }
}
