//! No listener rule stands behind others that match all of its paths.

use std::collections::{BTreeMap, HashMap};

use configuration::Node;

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

use super::conditions::paths;
use super::globs::covers;

pub(crate) const RULE: Rule = Rule {
    id: "listener-rule-reachable",
    severity: Severity::Error,
    summary: "no listener rule stands behind others that match all of its paths",
    why: "it never gets a request: rules are tried in the order of their priorities",
    source: Some("https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-rules.html"),
    check,
};

/// What AWS refuses as too long is not compared with anything, however long it is.
const LONGEST: usize = 128;

/// A rule's priority, and the rule.
type Ranked<'c> = (i64, Node<'c>);

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    let mut listeners: BTreeMap<String, Vec<Ranked<'c>>> = BTreeMap::new();
    for rule in context.resources("aws_lb_listener_rule") {
        let Some(priority) = found.integer(rule.get("priority")) else { continue };
        let Some(listener) = found.target(rule.get("listener_arn")) else { continue };
        if listener.block.is_single() {
            listeners.entry(listener.block.address()).or_default().push((priority, rule));
        } else {
            found.unjudged(rule.get("listener_arn"));
        }
    }
    for mut rules in listeners.into_values() {
        rules.sort_by_key(|(priority, _)| *priority);
        walk(&rules, found);
    }
}

fn walk<'c>(rules: &[Ranked<'c>], found: &mut Found<'_, 'c>) {
    // The patterns of the rules before by what stands before their first wildcard: a pattern that covers another begins
    // with a part of it.
    let mut before: HashMap<String, Vec<(String, String)>> = HashMap::new();
    for (_, rule) in rules {
        if rule.makes_blocks("condition") {
            found.unjudged(rule.get("condition"));
            continue;
        }
        let conditions: Vec<Node<'c>> = rule.blocks("condition").collect();
        for condition in &conditions {
            let patterns: Vec<_> = paths(*condition).into_iter().filter_map(|at| found.text(at)).collect();
            let is_short = patterns.iter().all(|pattern| pattern.len() <= LONGEST);
            if patterns.is_empty() || patterns.len() < paths(*condition).len() || !is_short {
                continue;
            }
            let covering: Vec<_> = patterns.iter().map(|pattern| covering(&before, pattern)).collect();
            if let Some(Some((wide, by))) = covering.first()
                && covering.iter().all(Option::is_some)
            {
                let message =
                    format!("`{by}` comes before, and its `{wide}` matches whatever `{}` does", patterns[0]);
                found.report(
                    condition.path_to(["path_pattern", "values"]),
                    message,
                    "give the rule with the narrower pattern the lower priority",
                );
            }
        }
        // One with other conditions leaves requests to those behind it.
        if let [condition] = conditions.as_slice()
            && condition.members().filter(|(_, member)| member.elements().next().is_some()).count() == 1
        {
            let patterns = paths(*condition).into_iter().filter_map(|at| at.text().known());
            for pattern in patterns.filter(|pattern| pattern.len() <= LONGEST) {
                let literal = pattern.split(['*', '?']).next().unwrap_or_default().to_owned();
                before.entry(literal).or_default().push((pattern.into_owned(), rule.block().address()));
            }
        }
    }
}

/// The pattern, and whose it is, that covers one.
fn covering(before: &HashMap<String, Vec<(String, String)>>, pattern: &str) -> Option<(String, String)> {
    let literal = pattern.split(['*', '?']).next().unwrap_or_default();
    let starts = (0..=literal.len()).filter_map(|end| literal.get(..end));
    starts.filter_map(|start| before.get(start)).flatten().find(|(wide, _)| covers(wide, pattern)).cloned()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    fn rules(first: i64, more: &serde_json::Value, second: &str) -> serde_json::Value {
        let listener = "${aws_lb_listener.a.arn}";
        json!({
            "aws_lb_listener": {"a": {}},
            "aws_lb_listener_rule": {
                "wide": {"listener_arn": listener, "priority": first, "condition": [
                    {"host_header": [], "path_pattern": [{"values": ["/x", "/api/patients*"]}]}, more,
                ]},
                "narrow": {"listener_arn": listener, "priority": 10, "condition": [
                    {"path_pattern": {"values": [second]}}, {"host_header": {"values": ["a.example.com"]}},
                ]},
            },
        })
    }

    #[test]
    fn narrow_patterns_come_first() {
        breaks(
            &RULE,
            rules(9, &json!(null), "/api/patients-export*"),
            &[
                "aws_lb_listener_rule.narrow: condition[0].path_pattern.values: `aws_lb_listener_rule.wide` comes before, and its `/api/patients*` matches whatever `/api/patients-export*` does",
            ],
        );
        holds(&RULE, rules(11, &json!(null), "/api/patients-export*"));
        holds(&RULE, rules(9, &json!(null), "/api/patient-*"));
        holds(&RULE, rules(9, &json!({"source_ip": {"values": ["10.0.0.0/8"]}}), "/api/patients-export*"));
        unjudged(&RULE, rules(9, &json!(null), "${var.path}"));
    }
}
