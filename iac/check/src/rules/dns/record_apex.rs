//! The name of a zone itself has no CNAME.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

use super::names::full_name;

pub(crate) const RULE: Rule = Rule {
    id: "record-apex",
    severity: Severity::Error,
    summary: "the name of a zone itself has no CNAME",
    why: "AWS refuses the record",
    source: Some(
        "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/ResourceRecordTypes.html#CNAMEFormat",
    ),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for record in context.resources("aws_route53_record") {
        if found.text(record.get("type")).is_none_or(|ty| ty != "CNAME") {
            continue;
        }
        // A name that only Terraform knows is no zone's: it is a validation's.
        if record.get("name").text().known().is_none() {
            continue;
        }
        let Some(name) = full_name(context, found, record) else { continue };
        let Some(zone) = record.get("zone_id").target().known() else { continue };
        let zone = context.configuration.node(zone.block).get("name");
        if zone.text().known().is_some_and(|zone| zone.trim_end_matches('.').eq_ignore_ascii_case(&name)) {
            found.report(
                record.get("type"),
                format!("{name} is the zone itself"),
                "make it an alias: type `A`, with `alias`",
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn the_zone_has_no_other_name() {
        let record = |name: &str, zone: &str| {
            json!({
                "aws_route53_zone": {"main": {"name": zone}},
                "aws_route53_record": {"a": {
                    "zone_id": "${aws_route53_zone.main.zone_id}", "name": name, "type": "CNAME",
                }},
            })
        };
        breaks(
            &RULE,
            record("example.com", "example.com"),
            &["aws_route53_record.a: type: example.com is the zone itself"],
        );
        holds(&RULE, record("www", "example.com"));
        unjudged(&RULE, record("www", "${var.zone}"));
    }
}
