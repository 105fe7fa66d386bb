//! A web ACL and each of its rules are counted as metrics.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "firewall-measured",
    severity: Severity::Warning,
    summary: "a web ACL and each of its rules are counted as metrics",
    why: "no alarm can tell that it refuses more than usual",
    source: Some("https://docs.aws.amazon.com/securityhub/latest/userguide/waf-controls.html#waf-12"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for acl in context.resources("aws_wafv2_web_acl") {
        for measured in [acl].into_iter().chain(acl.blocks("rule")) {
            for config in measured.blocks("visibility_config") {
                let at = config.get("cloudwatch_metrics_enabled");
                if found.boolean(at, true) == Some(false) {
                    found.report(at, "metrics are off", "set `cloudwatch_metrics_enabled`");
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

    #[test]
    fn it_is_counted() {
        let acl = |enabled: &str| {
            json!({"aws_wafv2_web_acl": {"a": {"rule": [
                {"visibility_config": [{"cloudwatch_metrics_enabled": enabled}]},
            ]}}})
        };
        breaks(
            &RULE,
            acl("false"),
            &[
                "aws_wafv2_web_acl.a: rule[0].visibility_config[0].cloudwatch_metrics_enabled: metrics are off",
            ],
        );
        holds(&RULE, acl("true"));
        unjudged(&RULE, acl("${var.enabled}"));
    }
}
