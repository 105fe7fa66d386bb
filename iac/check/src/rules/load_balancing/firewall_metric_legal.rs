//! The metrics of a web ACL are called as CloudWatch can, and as nothing of WAF's own.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "firewall-metric-legal",
    severity: Severity::Error,
    summary: "a metric of a web ACL is called by 1 to 128 letters, digits, hyphens and underscores, and not `All` or `Default_Action`",
    why: "AWS refuses the web ACL",
    source: Some("https://docs.aws.amazon.com/waf/latest/APIReference/API_VisibilityConfig.html"),
    check,
};

const LONGEST: usize = 128;

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for acl in context.resources("aws_wafv2_web_acl") {
        for measured in [acl].into_iter().chain(acl.blocks("rule")) {
            for config in measured.blocks("visibility_config") {
                let at = config.get("metric_name");
                let Some(name) = found.text(at) else { continue };
                let legal = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
                let is_reserved = matches!(name.as_ref(), "All" | "Default_Action");
                if name.is_empty() || name.len() > LONGEST || is_reserved || !name.bytes().all(legal) {
                    let message = format!("a metric cannot be called `{name}`");
                    found.report(at, message, "use letters, digits, `-` and `_`");
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
    fn metrics_have_names() {
        let acl =
            |name: &str| json!({"aws_wafv2_web_acl": {"a": {"visibility_config": {"metric_name": name}}}});
        for name in ["all requests", "All", "Default_Action", "", "größe"] {
            let said = format!(
                "aws_wafv2_web_acl.a: visibility_config.metric_name: a metric cannot be called `{name}`"
            );
            breaks(&RULE, acl(name), &[&said]);
        }
        breaks(
            &RULE,
            acl(&"x".repeat(129)),
            &[&format!(
                "aws_wafv2_web_acl.a: visibility_config.metric_name: a metric cannot be called `{}`",
                "x".repeat(129)
            )],
        );
        holds(&RULE, acl(&"x".repeat(128)));
        holds(&RULE, acl("Rate-Limit_1"));
        unjudged(&RULE, acl("${var.name}"));
    }
}
