//! A record is an alias, or has a time to live and values.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "record-complete",
    severity: Severity::Error,
    summary: "a record is an alias, or has a time to live and values",
    why: "AWS refuses the record",
    source: Some("https://docs.aws.amazon.com/Route53/latest/APIReference/API_ResourceRecordSet.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for record in context.resources("aws_route53_record") {
        let alias = record.get("alias");
        let (records, ttl) = (record.get("records"), record.get("ttl"));
        if record.makes_blocks("alias") {
            found.unjudged(alias);
        } else if alias.elements().next().is_some() {
            for at in [records, ttl] {
                if at.elements().next().is_some() && !at.text().is(&"0".into()) {
                    found.report(at, "an alias has no values and no time to live of its own", "remove it");
                }
            }
        } else if records.elements().next().is_none() {
            found.report(
                record,
                "a record without values that is no alias",
                "set `records` and `ttl`, or `alias`",
            );
        } else if !ttl.is_present() {
            found.report(ttl, "a record without a time to live", "set `ttl`");
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    fn record(records: &[&str], ttl: Option<u8>, alias: bool) -> serde_json::Value {
        let alias: &[_] = if alias { &[json!({"name": "x"})] } else { &[] };
        json!({"aws_route53_record": {"a": {"records": records, "ttl": ttl, "alias": alias}}})
    }

    #[test]
    fn a_record_says_where() {
        breaks(
            &RULE,
            record(&[], None, false),
            &["aws_route53_record.a: : a record without values that is no alias"],
        );
        breaks(
            &RULE,
            record(&["10.0.0.1"], None, false),
            &["aws_route53_record.a: ttl: a record without a time to live"],
        );
        breaks(
            &RULE,
            record(&["10.0.0.1"], None, true),
            &["aws_route53_record.a: records: an alias has no values and no time to live of its own"],
        );
        holds(&RULE, record(&["10.0.0.1"], Some(60), false));
        holds(&RULE, record(&[], None, true));
        unjudged(
            &RULE,
            json!({"aws_route53_record": {"a": {"dynamic": {"alias": {"for_each": "${var.a}"}}}}}),
        );
    }
}
