//! An Elastic IP is somebody's.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "address-used",
    severity: Severity::Warning,
    summary: "an Elastic IP is given to something",
    why: "it is paid for by the hour, and counts against the quota",
    source: Some("https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-12"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for address in context.resources("aws_eip") {
        let given = ["instance", "network_interface"].iter().any(|name| address.get(name).is_present());
        if given || !context.users().of_block(address.block()).is_empty() {
            continue;
        }
        if context.is_root() {
            found.report(address, "nothing has this address", "give it to a NAT gateway, or remove it");
        } else {
            found.unjudged(address);
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn addresses_are_used() {
        let document = |allocation: &str| json!({"aws_eip": {"a": {}}, "aws_nat_gateway": {"a": {"allocation_id": allocation}}});
        breaks(&RULE, document("${var.address}"), &["aws_eip.a: : nothing has this address"]);
        holds(&RULE, document("${aws_eip.a.id}"));
        holds(&RULE, json!({"aws_eip": {"a": {"instance": "${aws_instance.a.id}"}}}));
        unjudged(&RULE, json!({"resource": {"aws_eip": {"a": {}}}}));
    }
}
