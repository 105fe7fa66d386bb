//! The range of a rule has no bits of a host.

use aws::limits::Cidr;
use std::net::Ipv4Addr;

use super::rule_blocks::rules;
use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "security-group-rule-range",
    severity: Severity::Error,
    summary: "the range of a security group's rule begins where a range of its size can begin",
    why: "the provider refuses the rule",
    source: Some("https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for (rule, _) in rules(context) {
        let ranges = ["cidr_ipv4", "cidr_blocks"].into_iter().flat_map(|name| rule.get(name).elements());
        for at in ranges {
            let Some(text) = found.text(at) else { continue };
            let Some((address, prefix)) = text.split_once('/') else { continue };
            let (Ok(address), Ok(prefix)) = (address.parse::<Ipv4Addr>(), prefix.parse::<u8>()) else {
                continue;
            };
            if prefix > 32 {
                continue;
            }
            let first = Cidr::of(address, prefix).first();
            if first != address {
                let message = format!("a range of this size begins at {first}");
                found.report(at, message, format!("write `{first}/{prefix}`"));
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
    fn a_range_begins_where_it_can() {
        let of = |cidr: &str| json!({"aws_security_group": {"a": {"egress": [{"cidr_blocks": [cidr]}]}}});
        let said = "aws_security_group.a: egress[0].cidr_blocks[0]: a range of this size begins at 10.0.48.0";
        breaks(&RULE, of("10.0.49.0/22"), &[said]);
        holds(&RULE, of("10.0.48.0/22"));
        holds(&RULE, of("0.0.0.0/0"));
        unjudged(&RULE, of("${var.x}"));
    }
}
