//! A web ACL logs what it refuses.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "firewall-logs",
    severity: Severity::Warning,
    summary: "a web ACL logs what it refuses",
    why: "nobody sees who was refused, or wrongly refused",
    source: Some("https://docs.aws.amazon.com/securityhub/latest/userguide/waf-controls.html#waf-11"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    const TY: &str = "aws_wafv2_web_acl_logging_configuration";
    let open = !context.is_root()
        || context.resources(TY).any(|logging| logging.get("resource_arn").target().known().is_none());
    for acl in context.resources("aws_wafv2_web_acl") {
        if context.configuration.referring(TY, "resource_arn", acl.block()).next().is_some() {
            continue;
        }
        if open {
            found.unjudged(acl);
        } else {
            found.report(acl, "nothing logs what this web ACL does", format!("add an `{TY}`"));
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    fn document(acl: &str) -> serde_json::Value {
        json!({
            "provider": {"aws": {}},
            "resource": {
                "aws_wafv2_web_acl": {"a": {}},
                "aws_wafv2_web_acl_logging_configuration": {"a": {"resource_arn": acl}},
            },
        })
    }

    #[test]
    fn it_logs() {
        let mut without = document("");
        without["resource"]["aws_wafv2_web_acl_logging_configuration"] = json!({});
        breaks(&RULE, without, &["aws_wafv2_web_acl.a: : nothing logs what this web ACL does"]);
        holds(&RULE, document("${aws_wafv2_web_acl.a.arn}"));
        unjudged(&RULE, document("${var.acl}"));
    }
}
