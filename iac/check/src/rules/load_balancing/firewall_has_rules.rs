//! A web ACL has rules.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "firewall-has-rules",
    severity: Severity::Warning,
    summary: "a web ACL has rules",
    why: "it lets through whatever comes",
    source: Some("https://docs.aws.amazon.com/securityhub/latest/userguide/waf-controls.html#waf-10"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for acl in context.resources("aws_wafv2_web_acl") {
        let at = acl.get("rule");
        if acl.makes_blocks("rule") || acl.get("rule_json").is_present() {
            found.unjudged(at);
            continue;
        }
        let allows = acl.blocks("default_action").any(|action| action.get("allow").is_present());
        if allows && at.elements().next().is_none() {
            found.report(
                at,
                "a web ACL without rules lets everything through",
                "add rules, AWS's managed ones to begin with",
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn it_has_some() {
        let acl = |rules: serde_json::Value| json!({"aws_wafv2_web_acl": {"a": {"default_action": {"allow": {}}, "rule": rules}}});
        breaks(
            &RULE,
            acl(json!([])),
            &["aws_wafv2_web_acl.a: rule: a web ACL without rules lets everything through"],
        );
        holds(&RULE, acl(json!([{"name": "a"}])));
        unjudged(&RULE, acl(json!("${var.rules}")));
    }
}
