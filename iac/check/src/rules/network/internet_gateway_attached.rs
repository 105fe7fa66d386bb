//! An internet gateway is attached to a VPC.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "internet-gateway-attached",
    severity: Severity::Error,
    summary: "an internet gateway is attached to a VPC",
    why: "AWS refuses routes to it, and nothing reaches the internet",
    source: Some("https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AttachInternetGateway.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    const TY: &str = "aws_internet_gateway_attachment";
    for gateway in context.resources("aws_internet_gateway") {
        let at = gateway.get("vpc_id");
        let mut attachments = context.configuration.referring(TY, "internet_gateway_id", gateway.block());
        if at.is_present() || attachments.next().is_some() {
            continue;
        }
        if context.is_root() {
            found.report(at, "it is attached to no VPC", "set `vpc_id`");
        } else {
            found.unjudged(at);
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn it_is_attached() {
        let gateway = |vpc: Option<&str>| json!({"provider": {"aws": {}}, "resource": {"aws_internet_gateway": {"a": {"vpc_id": vpc}}}});
        breaks(&RULE, gateway(None), &["aws_internet_gateway.a: vpc_id: it is attached to no VPC"]);
        holds(&RULE, gateway(Some("${var.vpc}")));
        unjudged(&RULE, json!({"resource": {"aws_internet_gateway": {"a": {}}}}));
    }
}
