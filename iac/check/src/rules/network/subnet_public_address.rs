//! No subnet gives a public address to whatever starts in it.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "subnet-public-address",
    severity: Severity::Warning,
    summary: "no subnet gives a public address to whatever starts in it",
    why: "what nobody meant to be reachable is on the internet",
    source: Some("https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-15"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for at in context.resources("aws_subnet").map(|subnet| subnet.get("map_public_ip_on_launch")) {
        if found.boolean(at, false) == Some(true) {
            found.report(
                at,
                "whatever starts in this subnet gets a public address",
                "set `map_public_ip_on_launch` to `false`: load balancers and NAT gateways need none",
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
    fn addresses_are_private() {
        let subnet = |public: &str| json!({"aws_subnet": {"a": {"map_public_ip_on_launch": public}}});
        let said = "whatever starts in this subnet gets a public address";
        breaks(&RULE, subnet("true"), &[&format!("aws_subnet.a: map_public_ip_on_launch: {said}")]);
        holds(&RULE, subnet("false"));
        holds(&RULE, json!({"aws_subnet": {"a": {}}}));
        unjudged(&RULE, subnet("${var.public}"));
    }
}
