//! A web ACL takes at most the 1,500 capacity units that its price includes.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "firewall-capacity",
    severity: Severity::Warning,
    summary: "a web ACL takes at most the 1,500 capacity units that its price includes",
    why: "each 500 more are billed by the request, and 5,000 are the most",
    source: Some("https://docs.aws.amazon.com/waf/latest/developerguide/aws-waf-capacity-units.html"),
    check,
};

const INCLUDED: u32 = 1_500;

/// What AWS's managed rule groups take.
/// <https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-list.html>
pub(super) const GROUPS: [(&str, u32); 15] = [
    ("AWSManagedRulesACFPRuleSet", 50),
    ("AWSManagedRulesATPRuleSet", 50),
    ("AWSManagedRulesAdminProtectionRuleSet", 100),
    ("AWSManagedRulesAmazonIpReputationList", 25),
    ("AWSManagedRulesAnonymousIpList", 50),
    ("AWSManagedRulesAntiDDoSRuleSet", 50),
    ("AWSManagedRulesBotControlRuleSet", 50),
    ("AWSManagedRulesCommonRuleSet", 700),
    ("AWSManagedRulesKnownBadInputsRuleSet", 200),
    ("AWSManagedRulesLinuxRuleSet", 200),
    ("AWSManagedRulesPHPRuleSet", 100),
    ("AWSManagedRulesSQLiRuleSet", 200),
    ("AWSManagedRulesUnixRuleSet", 100),
    ("AWSManagedRulesWindowsRuleSet", 200),
    ("AWSManagedRulesWordPressRuleSet", 100),
];

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for acl in context.resources("aws_wafv2_web_acl") {
        let mut units = 0;
        for statement in acl.blocks("rule").flat_map(|rule| rule.blocks("statement")) {
            let mut known = false;
            for name in statement.blocks("managed_rule_group_statement").map(|group| group.get("name")) {
                let Some(name) = found.text(name) else { continue };
                let group = GROUPS.iter().find(|(group, _)| *group == name);
                known = group.is_some();
                units += group.map_or(0, |(_, units)| *units);
            }
            if statement.get("rate_based_statement").is_present() {
                known = true;
                units += 2;
            }
            // The others take something, too: what is counted is the least.
            if !known {
                found.unjudged(statement);
            }
        }
        if units > INCLUDED {
            let message = format!("its rules take at least {units} capacity units; {INCLUDED} are included");
            found.report(acl.get("rule"), message, "drop the rule groups that do not fit what is behind it");
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    fn acl(groups: &[&str]) -> serde_json::Value {
        let rules: Vec<_> = groups
            .iter()
            .map(|name| json!({"statement": {"managed_rule_group_statement": {"name": name, "vendor_name": "AWS"}}}))
            .collect();
        json!({"aws_wafv2_web_acl": {"a": {"rule": rules}}})
    }

    #[test]
    fn units_are_counted() {
        let (common, sql) = ("AWSManagedRulesCommonRuleSet", "AWSManagedRulesSQLiRuleSet");
        breaks(
            &RULE,
            acl(&[common, common, sql]),
            &["aws_wafv2_web_acl.a: rule: its rules take at least 1600 capacity units; 1500 are included"],
        );
        holds(&RULE, acl(&[common, sql]));
        unjudged(&RULE, acl(&["SomebodysRuleSet"]));
    }
}
