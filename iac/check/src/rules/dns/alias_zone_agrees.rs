//! An alias takes its name and its zone from one thing.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "alias-zone-agrees",
    severity: Severity::Error,
    summary: "an alias takes its name and its zone from the same load balancer",
    why: "Route 53 refuses the record: it finds no such name in that zone",
    source: Some("https://docs.aws.amazon.com/Route53/latest/APIReference/API_AliasTarget.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for record in context.resources("aws_route53_record") {
        for alias in record.blocks("alias") {
            let at = alias.get("zone_id");
            let (Some(name), Some(zone)) = (alias.get("name").target().known(), at.target().known()) else {
                continue;
            };
            if name.block.resource_type() == Some("aws_lb") && name.block != zone.block {
                let message = format!("the name is that of `{}`, and the zone is not", name.block.address());
                found.report(at, message, format!("give it `{}.zone_id`", name.block.address()));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds};

    #[test]
    fn name_and_zone_are_of_one() {
        let of = |zone: &str| {
            json!({
                "aws_lb": {"a": {}, "b": {}},
                "aws_route53_record": {"a": {"alias": [{"name": "${aws_lb.a.dns_name}", "zone_id": zone}]}},
            })
        };
        let said =
            "aws_route53_record.a: alias[0].zone_id: the name is that of `aws_lb.a`, and the zone is not";
        breaks(&RULE, of("${aws_lb.b.zone_id}"), &[said]);
        holds(&RULE, of("${aws_lb.a.zone_id}"));
    }
}
