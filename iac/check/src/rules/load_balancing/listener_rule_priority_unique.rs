//! No two rules of one listener have the same priority.

use std::collections::HashMap;

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "listener-rule-priority-unique",
    severity: Severity::Error,
    summary: "no two rules of one listener have the same priority",
    why: "AWS refuses the second rule, in the middle of an apply",
    source: Some("https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateRule.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    let mut taken = HashMap::new();
    for rule in context.resources("aws_lb_listener_rule") {
        // Without a priority, AWS chooses a free one.
        let Some(priority) = found.integer(rule.get("priority")) else { continue };
        let Some(listener) = found.target(rule.get("listener_arn")) else { continue };
        let address = rule.block().address();
        if let Some(other) = taken.insert((listener.block.address(), priority), address) {
            found.report(
                rule.get("priority"),
                format!("`{other}` of the same listener has priority {priority}, too"),
                "give each rule of a listener a priority of its own",
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    fn rules(first: &serde_json::Value, second: &serde_json::Value) -> serde_json::Value {
        json!({
            "aws_lb_listener": {"https": {}, "other": {}},
            "aws_lb_listener_rule": {
                "a": {"listener_arn": "${aws_lb_listener.https.arn}", "priority": first},
                "b": {"listener_arn": "${aws_lb_listener.https.arn}", "priority": second},
                "c": {"listener_arn": "${aws_lb_listener.other.arn}", "priority": first},
            },
        })
    }

    #[test]
    fn a_priority_is_taken_once() {
        breaks(
            &RULE,
            rules(&json!(7), &json!("7")),
            &[
                "aws_lb_listener_rule.b: priority: `aws_lb_listener_rule.a` of the same listener has priority 7, too",
            ],
        );
        holds(&RULE, rules(&json!(7), &json!(8)));
        unjudged(&RULE, rules(&json!(7), &json!("${var.priority}")));
    }
}
