//! Browsers are told to come back by HTTPS only, and for how long.

use configuration::Read;

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "listener-strict-transport",
    severity: Severity::Warning,
    summary: "where a listener tells clients to come by HTTPS only, it says for how long; production's listeners do tell them",
    why: "a client that comes by plain HTTP can be led elsewhere before it is redirected",
    source: Some(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/header-modification.html",
    ),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for listener in context.resources("aws_lb_listener") {
        if found.text(listener.get("protocol")).is_none_or(|protocol| protocol != "HTTPS") {
            continue;
        }
        let at = listener.get("routing_http_response_strict_transport_security_header_value");
        match at.text() {
            Read::Known(value) if seconds(&value).is_none_or(|seconds| seconds == 0) => found.report(
                at,
                format!("`{value}` makes no client come by HTTPS only"),
                "write `max-age=31536000`, a year in seconds",
            ),
            Read::Unknown => found.unjudged(at),
            // Elsewhere the application may say it itself; and not every client is a browser.
            Read::Absent if context.is_production() == Some(true) => found.report(
                at,
                "production's clients are not told to come by HTTPS only",
                "set it to `max-age=31536000`, a year in seconds",
            ),
            Read::Known(_) | Read::Absent => {}
        }
    }
}

/// For how long, if the header says it.
fn seconds(value: &str) -> Option<u64> {
    let ages = value.split(';').filter_map(|directive| directive.trim().split_once('='));
    let mut ages = ages.filter(|(name, _)| name.trim().eq_ignore_ascii_case("max-age"));
    ages.next()?.1.trim().trim_matches('"').parse().ok()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    const ARGUMENT: &str = "routing_http_response_strict_transport_security_header_value";

    fn document(environment: &str, value: Option<&str>) -> serde_json::Value {
        json!({
            "provider": {"aws": {"default_tags": {"tags": {"environment": environment}}}},
            "resource": {"aws_lb_listener": {"a": {"protocol": "HTTPS", ARGUMENT: value}, "http": {"protocol": "HTTP"}}},
        })
    }

    #[test]
    fn clients_are_told() {
        let said = |said: &str| format!("aws_lb_listener.a: {ARGUMENT}: {said}");
        for value in ["31536000", "max-age=0; includeSubDomains", "max-age=never"] {
            let said = said(&format!("`{value}` makes no client come by HTTPS only"));
            breaks(&RULE, document("dev", Some(value)), &[&said]);
        }
        let missing = said("production's clients are not told to come by HTTPS only");
        breaks(&RULE, document("prod", None), &[&missing]);
        holds(&RULE, document("dev", None));
        holds(&RULE, document("prod", Some("max-age=63072000; includeSubDomains; preload")));
        unjudged(&RULE, document("prod", Some("${var.value}")));
    }
}
