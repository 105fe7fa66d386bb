//! A web ACL that is associated with a load balancer is of the scope `REGIONAL`.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "firewall-scope",
    severity: Severity::Error,
    summary: "a web ACL that is associated with a load balancer is of the scope `REGIONAL`",
    why: "AWS refuses the association",
    source: Some("https://docs.aws.amazon.com/waf/latest/APIReference/API_AssociateWebACL.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for association in context.resources("aws_wafv2_web_acl_association") {
        let at = association.get("web_acl_arn");
        let Some(acl) = found.target(at) else { continue };
        let scope = context.configuration.node(acl.block).get("scope");
        if found.text(scope).is_some_and(|scope| scope == "CLOUDFRONT") {
            let message = format!("`{}` is of the scope `CLOUDFRONT`", acl.block.address());
            found.report(at, message, "associate one of the scope `REGIONAL`");
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn it_is_regional() {
        let document = |scope: &str| {
            json!({
                "aws_wafv2_web_acl": {"a": {"scope": scope}},
                "aws_wafv2_web_acl_association": {"a": {"web_acl_arn": "${aws_wafv2_web_acl.a.arn}"}},
            })
        };
        breaks(
            &RULE,
            document("CLOUDFRONT"),
            &[
                "aws_wafv2_web_acl_association.a: web_acl_arn: `aws_wafv2_web_acl.a` is of the scope `CLOUDFRONT`",
            ],
        );
        holds(&RULE, document("REGIONAL"));
        unjudged(&RULE, document("${var.scope}"));
    }
}
