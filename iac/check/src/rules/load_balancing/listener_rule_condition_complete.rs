//! Each condition of a listener rule compares one thing, with some value.

use configuration::Node;

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "listener-rule-condition-complete",
    severity: Severity::Error,
    summary: "each condition of a listener rule compares one thing, with some value",
    why: "AWS refuses the rule",
    source: Some(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_RuleCondition.html",
    ),
    check,
};

const KINDS: [&str; 6] =
    ["host_header", "http_header", "http_request_method", "path_pattern", "query_string", "source_ip"];

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for rule in context.resources("aws_lb_listener_rule") {
        if rule.makes_blocks("condition") {
            found.unjudged(rule.get("condition"));
            continue;
        }
        if rule.get("condition").elements().next().is_none() {
            found.report(
                rule,
                "a rule without a condition",
                "add a `condition`, or let the listener's default do it",
            );
        }
        for condition in rule.blocks("condition") {
            judge(condition, found);
        }
    }
}

fn judge<'c>(condition: Node<'c>, found: &mut Found<'_, 'c>) {
    if condition.get("dynamic").is_present() {
        return found.unjudged(condition);
    }
    let given: Vec<Node<'c>> = KINDS.iter().flat_map(|kind| condition.blocks(kind)).collect();
    let [kind] = given.as_slice() else {
        // Several query strings are alternatives.
        if given.is_empty() || given.len() > condition.blocks("query_string").count() {
            let message = format!("a condition that compares {} things", given.len());
            found.report(condition, message, format!("give it one of `{}`", KINDS.join("`, `")));
        }
        return;
    };
    let values = ["values", "regex_values", "value"].map(|name| kind.get(name));
    if kind.json().is_some_and(|json| json.as_object().is_some())
        && values.iter().all(|at| at.elements().next().is_none())
    {
        found.report(*kind, "a condition without a value", "say what it is compared with");
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    fn rule(condition: &serde_json::Value) -> serde_json::Value {
        json!({"aws_lb_listener_rule": {"a": {"condition": condition}}})
    }

    #[test]
    fn conditions_compare() {
        let said = |said: &str| format!("aws_lb_listener_rule.a: {said}");
        breaks(&RULE, rule(&json!(null)), &[&said(": a rule without a condition")]);
        breaks(&RULE, rule(&json!({})), &[&said("condition: a condition that compares 0 things")]);
        breaks(
            &RULE,
            rule(&json!([{"path_pattern": {"values": ["/"]}, "source_ip": [{"values": ["10.0.0.0/8"]}]}])),
            &[&said("condition[0]: a condition that compares 2 things")],
        );
        breaks(
            &RULE,
            rule(&json!({"path_pattern": {"values": []}})),
            &[&said("condition.path_pattern: a condition without a value")],
        );
        holds(&RULE, rule(&json!({"path_pattern": [{"values": ["/"]}]})));
        holds(&RULE, rule(&json!({"query_string": [{"value": "a"}, {"value": "b"}]})));
        unjudged(&RULE, rule(&json!("${var.conditions}")));
    }
}
