//! The codes that count as healthy are those that the protocol has: 200 to 499 for HTTP, 0 to 99 for gRPC.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "health-check-matcher",
    severity: Severity::Error,
    summary: "the codes that count as healthy are those that the protocol has: 200 to 499 for HTTP, 0 to 99 for gRPC",
    why: "AWS refuses the target group",
    source: Some("https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Matcher.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for group in context.resources("aws_lb_target_group") {
        let protocol = group.get("protocol");
        let version = group.get("protocol_version");
        for matcher in group.blocks("health_check").map(|health_check| health_check.get("matcher")) {
            let Some(codes) = found.text(matcher).filter(|codes| !codes.is_empty()) else { continue };
            let Some(protocol) = found.known(protocol, protocol.text().or("HTTP".into())) else { continue };
            let Some(version) = found.known(version, version.text().or("HTTP1".into())) else { continue };
            let (first, last) = match (protocol.as_ref(), version.as_ref()) {
                (_, "GRPC") => (0, 99),
                ("HTTP" | "HTTPS", _) => (200, 499),
                // Health checks over HTTP of what speaks TCP.
                _ => (200, 599),
            };
            if !fits(&codes, first, last) {
                found.report(
                    matcher,
                    format!("`{codes}` is not a list of codes from {first} to {last}"),
                    "write codes or ranges of them with commas between, as in `200` or `200-299`",
                );
            }
        }
    }
}

fn fits(codes: &str, first: u16, last: u16) -> bool {
    let code = |text: &str| text.trim().parse().ok().filter(|code| (first..=last).contains(code));
    codes.split(',').all(|part| match part.split_once('-') {
        Some((from, to)) => matches!((code(from), code(to)), (Some(from), Some(to)) if from <= to),
        None => code(part).is_some(),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    fn group(matcher: &str, version: &str) -> serde_json::Value {
        json!({"aws_lb_target_group": {"a": {
            "protocol": "HTTP", "protocol_version": version, "health_check": {"matcher": matcher},
        }}})
    }

    #[test]
    fn codes_are_the_protocols() {
        let said = |said: &str| format!("aws_lb_target_group.a: health_check.matcher: {said}");
        for wrong in ["500", "200-599", "100", "OK", "299-200", "200;204"] {
            let expected = said(&format!("`{wrong}` is not a list of codes from 200 to 499"));
            breaks(&RULE, group(wrong, "HTTP1"), &[&expected]);
        }
        breaks(&RULE, group("200", "GRPC"), &[&said("`200` is not a list of codes from 0 to 99")]);
        for right in ["", "200", "200,204", "200-299, 404"] {
            holds(&RULE, group(right, "HTTP2"));
        }
        holds(&RULE, group("0-99", "GRPC"));
        unjudged(&RULE, group("200", "${var.version}"));
    }
}
