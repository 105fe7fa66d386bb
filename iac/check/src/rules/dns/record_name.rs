//! The name of a record has at most 253 characters, and labels of at most 63.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

use super::names::mistake;

pub(crate) const RULE: Rule = Rule {
    id: "record-name",
    severity: Severity::Error,
    summary: "the name of a record has at most 253 characters, and labels of at most 63",
    why: "AWS refuses the record",
    source: Some("https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DomainNameFormat.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for at in context.resources("aws_route53_record").map(|record| record.get("name")) {
        let Some(name) = found.text(at).filter(|name| !name.is_empty()) else { continue };
        if let Some(mistake) = mistake(&name) {
            found.report(at, mistake, "shorten the name");
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn names_have_bounds() {
        let record = |name: &str| json!({"aws_route53_record": {"a": {"name": name}}});
        breaks(
            &RULE,
            record("a..example.com"),
            &["aws_route53_record.a: name: `a..example.com` has an empty label"],
        );
        holds(&RULE, record("_a.example.com."));
        unjudged(&RULE, record("${var.name}"));
    }
}
