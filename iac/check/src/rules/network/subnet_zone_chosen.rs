//! A subnet says in which availability zone it is.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "subnet-zone-chosen",
    severity: Severity::Warning,
    summary: "a subnet says in which availability zone it is",
    why: "AWS chooses one, and two subnets may end up in the same",
    source: Some("https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSubnet.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for subnet in context.resources("aws_subnet") {
        let at = subnet.get("availability_zone");
        if !at.is_present() && !subnet.get("availability_zone_id").is_present() {
            found.report(at, "AWS chooses the zone of this subnet", "set `availability_zone`");
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds};

    #[test]
    fn zones_are_chosen() {
        let subnet = |zone: Option<&str>| json!({"aws_subnet": {"a": {"availability_zone": zone}}});
        breaks(
            &RULE,
            subnet(None),
            &["aws_subnet.a: availability_zone: AWS chooses the zone of this subnet"],
        );
        holds(&RULE, subnet(Some("${var.zone}")));
    }
}
