//! A managed rule group of AWS's is one that AWS has.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

use super::firewall_capacity::GROUPS;

pub(crate) const RULE: Rule = Rule {
    id: "firewall-group-known",
    // AWS adds groups: one that is not known here may be new.
    severity: Severity::Warning,
    summary: "a managed rule group of AWS's is one that AWS has",
    why: "AWS refuses the web ACL",
    source: Some("https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-list.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for acl in context.resources("aws_wafv2_web_acl") {
        let statements = acl.blocks("rule").flat_map(|rule| rule.blocks("statement"));
        for group in statements.flat_map(|statement| statement.blocks("managed_rule_group_statement")) {
            if found.text(group.get("vendor_name")).is_none_or(|vendor| vendor != "AWS") {
                continue;
            }
            let at = group.get("name");
            let Some(name) = found.text(at) else { continue };
            if GROUPS.iter().all(|(group, _)| *group != name) {
                found.report(
                    at,
                    format!("`{name}` is no rule group of AWS's that is known"),
                    "write its name as AWS's list of managed rule groups does",
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn groups_are_known() {
        let acl = |name: &str, vendor: &str| {
            let group = json!({"name": name, "vendor_name": vendor});
            json!({"aws_wafv2_web_acl": {"a": {"rule": [{"statement": {"managed_rule_group_statement": group}}]}}})
        };
        breaks(
            &RULE,
            acl("AWSManagedRulesCommonRules", "AWS"),
            &[
                "aws_wafv2_web_acl.a: rule[0].statement.managed_rule_group_statement.name: `AWSManagedRulesCommonRules` is no rule group of AWS's that is known",
            ],
        );
        holds(&RULE, acl("AWSManagedRulesCommonRuleSet", "AWS"));
        holds(&RULE, acl("OWASP", "Somebody"));
        unjudged(&RULE, acl("${var.group}", "AWS"));
    }
}
