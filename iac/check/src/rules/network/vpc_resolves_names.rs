//! In a VPC, names lead somewhere.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "vpc-resolves-names",
    severity: Severity::Error,
    summary: "a VPC has the resolver of AWS, or is told of another one",
    why: "no name leads to an address: nothing is pulled, logged or called",
    source: Some("https://docs.aws.amazon.com/vpc/latest/userguide/vpc-dns.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    const TY: &str = "aws_vpc_dhcp_options_association";
    for vpc in context.resources("aws_vpc") {
        let at = vpc.get("enable_dns_support");
        if found.boolean(at, true) != Some(false) {
            continue;
        }
        let mut told = context.configuration.referring(TY, "vpc_id", vpc.block());
        if told.next().is_some() {
            continue;
        }
        if context.is_root() {
            found.report(at, "nothing in this VPC resolves names", "set `enable_dns_support` to `true`");
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
    fn names_are_resolved() {
        let vpc = |support: serde_json::Value| json!({"aws_vpc": {"a": {"enable_dns_support": support}}});
        breaks(
            &RULE,
            vpc(json!(false)),
            &["aws_vpc.a: enable_dns_support: nothing in this VPC resolves names"],
        );
        holds(&RULE, vpc(json!(null)));
        let mut told = vpc(json!(false));
        told["aws_vpc_dhcp_options_association"] = json!({"a": {"vpc_id": "${aws_vpc.a.id}"}});
        holds(&RULE, told);
        unjudged(&RULE, vpc(json!("${var.dns}")));
    }
}
