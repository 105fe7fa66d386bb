//! No two records have the same name and type.

use std::collections::HashMap;

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

use super::names::full_name;

pub(crate) const RULE: Rule = Rule {
    id: "record-unique",
    severity: Severity::Error,
    summary: "no two records have the same name and type",
    why: "AWS refuses the second record",
    source: Some("https://docs.aws.amazon.com/Route53/latest/APIReference/API_ChangeResourceRecordSets.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    let mut taken = HashMap::new();
    for record in context.resources("aws_route53_record") {
        // Records that a policy chooses between share their name.
        if record.get("set_identifier").is_present() || !record.block().is_single() {
            continue;
        }
        let (Some(ty), Some(zone)) = (found.text(record.get("type")), record.get("zone_id").target().known())
        else {
            continue;
        };
        let Some(name) = full_name(context, found, record) else { continue };
        if found.boolean(record.get("allow_overwrite"), false) != Some(false) {
            continue;
        }
        let name = name.to_ascii_lowercase();
        let key = (zone.block.address(), name.clone(), ty.clone());
        if let Some(other) = taken.insert(key, record.block().address()) {
            let message = format!("`{other}` is a record of type {ty} for {name}, too");
            found.report(record.get("name"), message, "join them, or name one of them otherwise");
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    fn records(name: &str, ty: &str) -> serde_json::Value {
        let zone = "${aws_route53_zone.main.zone_id}";
        json!({
            "aws_route53_zone": {"main": {"name": "example.com"}},
            "aws_route53_record": {
                "a": {"zone_id": zone, "name": "www", "type": "A"},
                "b": {"zone_id": zone, "name": name, "type": ty},
            },
        })
    }

    #[test]
    fn a_name_is_taken_once() {
        breaks(
            &RULE,
            records("WWW.example.com", "A"),
            &[
                "aws_route53_record.b: name: `aws_route53_record.a` is a record of type A for www.example.com, too",
            ],
        );
        holds(&RULE, records("www", "AAAA"));
        holds(&RULE, records("api", "A"));
        unjudged(&RULE, records("${var.name}", "A"));
    }
}
