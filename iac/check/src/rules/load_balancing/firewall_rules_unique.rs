//! No two rules of a web ACL have the same priority or the same name.

use std::collections::HashSet;

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "firewall-rules-unique",
    severity: Severity::Error,
    summary: "no two rules of a web ACL have the same priority or the same name",
    why: "AWS refuses the web ACL",
    source: Some("https://docs.aws.amazon.com/waf/latest/APIReference/API_Rule.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for acl in context.resources("aws_wafv2_web_acl") {
        for name in ["priority", "name"] {
            let mut taken = HashSet::new();
            for at in acl.blocks("rule").map(|rule| rule.get(name)) {
                let Some(value) = found.text(at) else { continue };
                if !taken.insert(value.clone()) {
                    let message = format!("two rules of the web ACL have the {name} `{value}`");
                    found.report(at, message, format!("give each rule a {name} of its own"));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    fn acl(priority: &serde_json::Value, name: &str) -> serde_json::Value {
        json!({"aws_wafv2_web_acl": {"a": {"rule": [
            {"priority": 1, "name": "one"}, {"priority": priority, "name": name},
        ]}}})
    }

    #[test]
    fn rules_differ() {
        let said = |at: &str, said: &str| {
            format!("aws_wafv2_web_acl.a: rule[1].{at}: two rules of the web ACL have the {said}")
        };
        breaks(&RULE, acl(&json!("1"), "two"), &[&said("priority", "priority `1`")]);
        breaks(&RULE, acl(&json!(2), "one"), &[&said("name", "name `one`")]);
        holds(&RULE, acl(&json!(2), "two"));
        unjudged(&RULE, acl(&json!("${var.priority}"), "two"));
    }
}
