//! The conditions of a listener rule have at most 5 values and 5 wildcards in all.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

use super::conditions::values;

pub(crate) const RULE: Rule = Rule {
    id: "listener-rule-conditions-quota",
    severity: Severity::Error,
    summary: "the conditions of a listener rule have at most 5 values and 5 wildcards in all",
    why: "AWS refuses more, and does not raise these quotas",
    source: Some(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html",
    ),
    check,
};

const MOST: usize = 5;

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for rule in context.resources("aws_lb_listener_rule") {
        let condition = rule.get("condition");
        if rule.makes_blocks("condition") {
            found.unjudged(condition);
        }
        let values = values(rule);
        if values.len() > MOST {
            let message =
                format!("{} values in the conditions of one rule; {MOST} is the most", values.len());
            found.report(condition, message, "join values with a wildcard, or make several rules");
        }
        let mut wildcards = 0;
        for value in
            values.into_iter().filter(|value| value.json().is_some_and(|json| json.as_object().is_none()))
        {
            let Some(text) = found.text(value) else { continue };
            wildcards += text.matches(['*', '?']).count();
        }
        if wildcards > MOST {
            let message = format!("{wildcards} wildcards in the conditions of one rule; {MOST} is the most");
            found.report(condition, message, "use fewer wildcards, or make several rules");
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    fn rule(values: &[&str]) -> serde_json::Value {
        json!({"aws_lb_listener_rule": {"a": {"condition": [
            {"path_pattern": [{"values": values}]}, {"query_string": [{"value": "x"}]},
        ]}}})
    }

    #[test]
    fn values_and_wildcards_are_counted() {
        let said = |said: &str| format!("aws_lb_listener_rule.a: condition: {said}");
        breaks(
            &RULE,
            rule(&["/a", "/b", "/c", "/d", "/e"]),
            &[&said("6 values in the conditions of one rule; 5 is the most")],
        );
        breaks(
            &RULE,
            rule(&["/a*b*", "/*/?/*?"]),
            &[&said("6 wildcards in the conditions of one rule; 5 is the most")],
        );
        holds(&RULE, rule(&["/a*", "/b*", "/c*", "/*d*"]));
        unjudged(&RULE, rule(&["${var.pattern}"]));
    }
}
