//! A path pattern of a listener rule has at most 128 characters, only those that AWS takes, and starts with `/` or
//! `*`.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

use super::conditions::paths;

pub(crate) const RULE: Rule = Rule {
    id: "listener-rule-path-pattern",
    severity: Severity::Error,
    summary: "a path pattern of a listener rule has at most 128 characters, only those that AWS takes, and starts with `/` or `*`",
    why: "AWS refuses it, or it matches no request",
    source: Some(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html",
    ),
    check,
};

const LONGEST: usize = 128;

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for rule in context.resources("aws_lb_listener_rule") {
        for at in rule.blocks("condition").flat_map(paths) {
            let Some(pattern) = found.text(at) else { continue };
            let legal = |c: char| c.is_ascii_alphanumeric() || "_-.$/~\"'@:+&*?".contains(c);
            let wrong = pattern.chars().find(|c| !legal(*c));
            if let Some(wrong) = wrong {
                found.report(
                    at,
                    format!("`{pattern}` holds `{wrong}`, which no path pattern may"),
                    "write letters, digits, `_-.$/~\"'@:+&` and the wildcards `*` and `?` only",
                );
            } else if pattern.len() > LONGEST {
                let message =
                    format!("a path pattern of {} characters; {LONGEST} is the most", pattern.len());
                found.report(at, message, "shorten it, with a wildcard where it helps");
            } else if !pattern.starts_with(['/', '*', '?']) {
                let message = format!("`{pattern}` matches no path: each starts with `/`");
                found.report(at, message, format!("write `/{pattern}`"));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    fn rule(pattern: &str) -> serde_json::Value {
        json!({"aws_lb_listener_rule": {"a": {"condition": {"path_pattern": {"values": [pattern]}}}}})
    }

    #[test]
    fn patterns_are_checked() {
        let said = |said: &str| format!("aws_lb_listener_rule.a: condition.path_pattern.values[0]: {said}");
        breaks(&RULE, rule("/a b"), &[&said("`/a b` holds ` `, which no path pattern may")]);
        breaks(&RULE, rule("/%20"), &[&said("`/%20` holds `%`, which no path pattern may")]);
        breaks(&RULE, rule("api/*"), &[&said("`api/*` matches no path: each starts with `/`")]);
        let long = format!("/{}", "a".repeat(128));
        breaks(&RULE, rule(&long), &[&said("a path pattern of 129 characters; 128 is the most")]);
        for right in [&long[..128], "*", "/api/patients*", "/a?b"] {
            holds(&RULE, rule(right));
        }
        unjudged(&RULE, rule("${var.pattern}"));
    }
}
