//! A web ACL and each of its rules say what happens, and each rule what it looks for.

use configuration::Node;

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "firewall-complete",
    severity: Severity::Error,
    summary: "a web ACL and each of its rules say what happens, and each rule what it looks for",
    why: "AWS refuses the web ACL",
    source: Some("https://docs.aws.amazon.com/waf/latest/APIReference/API_Rule.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for acl in context.resources("aws_wafv2_web_acl") {
        for action in acl.blocks("default_action") {
            let given = ["allow", "block"].iter().flat_map(|name| action.blocks(name)).count();
            if given != 1 && !is_open(action) {
                found.report(
                    action,
                    format!("a default action that names {given} things to do"),
                    "say `allow` or `block`",
                );
            }
        }
        for rule in
            acl.blocks("rule").filter(|rule| rule.json().is_some_and(|json| json.as_object().is_some()))
        {
            if is_open(rule) {
                found.unjudged(rule);
            } else {
                judge(rule, found);
            }
        }
    }
}

fn judge<'c>(rule: Node<'c>, found: &mut Found<'_, 'c>) {
    let actions: Vec<Node<'c>> =
        ["action", "override_action"].iter().flat_map(|name| rule.blocks(name)).collect();
    match actions.as_slice() {
        [action] if is_empty(*action) => {
            found.report(*action, "an action that does nothing", "say what to do, as in `block` or `none`");
        }
        [_] => {
            let groups = ["managed_rule_group_statement", "rule_group_reference_statement"];
            let mut statements = rule.blocks("statement");
            let is_group = statements.any(|one| groups.iter().any(|name| one.blocks(name).next().is_some()));
            if is_group && rule.blocks("action").next().is_some() {
                let message = "a rule group acts by itself";
                found.report(rule.get("action"), message, "say `override_action` instead");
            }
        }
        several => {
            let message = format!("a rule with {} actions", several.len());
            found.report(rule, message, "give it an `action`, or for a rule group an `override_action`");
        }
    }
    for statement in rule.blocks("statement").filter(|statement| is_empty(*statement)) {
        found.report(statement, "a statement that looks for nothing", "say what the rule looks for");
    }
}

/// Whether there may be more than stands there.
fn is_open(block: Node<'_>) -> bool {
    block.get("dynamic").is_present()
}

fn is_empty(block: Node<'_>) -> bool {
    !is_open(block)
        && block.json().is_some_and(|json| json.as_object().is_some())
        && block.members().all(|(_, member)| member.elements().next().is_none())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    fn acl(action: &serde_json::Value, statement: &serde_json::Value) -> serde_json::Value {
        json!({"aws_wafv2_web_acl": {"a": {
            "default_action": {"allow": {}},
            "rule": [{"override_action": action, "statement": statement}],
        }}})
    }

    #[test]
    fn rules_do_something() {
        let (none, group) = (json!({"none": {}}), json!({"managed_rule_group_statement": [{"name": "a"}]}));
        let said = |said: &str| format!("aws_wafv2_web_acl.a: rule[0]{said}");
        breaks(&RULE, acl(&json!(null), &group), &[&said(": a rule with 0 actions")]);
        breaks(&RULE, acl(&json!({}), &group), &[&said(".override_action: an action that does nothing")]);
        breaks(&RULE, acl(&none, &json!({})), &[&said(".statement: a statement that looks for nothing")]);
        breaks(
            &RULE,
            json!({"aws_wafv2_web_acl": {"a": {"default_action": [{}]}}}),
            &["aws_wafv2_web_acl.a: default_action[0]: a default action that names 0 things to do"],
        );
        holds(&RULE, acl(&none, &group));
        unjudged(
            &RULE,
            json!({"aws_wafv2_web_acl": {"a": {"rule": {"dynamic": {"action": {"for_each": "${var.a}"}}}}}}),
        );
    }
}
