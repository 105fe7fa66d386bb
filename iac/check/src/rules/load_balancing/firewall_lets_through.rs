//! A web ACL that blocks by default lets something through.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "firewall-lets-through",
    severity: Severity::Warning,
    summary: "a web ACL that blocks what no rule is about has a rule that allows something",
    why: "no request ever gets past it",
    source: Some("https://docs.aws.amazon.com/waf/latest/developerguide/web-acl-default-action.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for acl in context.resources("aws_wafv2_web_acl") {
        let default = acl.get("default_action");
        if acl.blocks("default_action").all(|action| action.blocks("block").next().is_none()) {
            continue;
        }
        if acl.makes_blocks("rule") || acl.get("rule_json").is_present() {
            found.unjudged(default);
            continue;
        }
        // What groups of others allow is not seen here; AWS's own allow nothing.
        let allows = acl.blocks("rule").any(|rule| {
            let of_others = rule.blocks("statement").any(|statement| {
                let vendors = statement.blocks("managed_rule_group_statement");
                statement.get("rule_group_reference_statement").is_present()
                    || vendors
                        .map(|group| group.get("vendor_name"))
                        .any(|vendor| !vendor.text().is(&"AWS".into()))
            });
            let allows = rule
                .blocks("action")
                .any(|action| action.blocks("allow").next().is_some() || action.get("dynamic").is_present());
            of_others || allows
        });
        if !allows {
            let fix = "add a rule that allows what is meant to pass, or make `allow` the default";
            found.report(default, "everything is blocked, and no rule allows anything", fix);
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn something_passes() {
        let acl = |default: &str, action: serde_json::Value| json!({"aws_wafv2_web_acl": {"a": {"default_action": {default: {}}, "rule": [{"action": action}]}}});
        breaks(
            &RULE,
            acl("block", json!({"count": {}})),
            &["aws_wafv2_web_acl.a: default_action: everything is blocked, and no rule allows anything"],
        );
        holds(&RULE, acl("block", json!({"allow": {}})));
        holds(&RULE, acl("allow", json!({"count": {}})));
        unjudged(
            &RULE,
            json!({"aws_wafv2_web_acl": {"a": {"default_action": {"block": {}}, "dynamic": {"rule": {}}}}}),
        );
    }
}
