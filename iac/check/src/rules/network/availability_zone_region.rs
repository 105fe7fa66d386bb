//! An availability zone is one of the region that its subnet is made in.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

use super::place::Regions;

pub(crate) const RULE: Rule = Rule {
    id: "availability-zone-region",
    severity: Severity::Error,
    summary: "an availability zone is one of the region that its subnet is made in",
    why: "AWS refuses the subnet",
    source: Some("https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSubnet.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    let regions = Regions::of(context);
    for subnet in context.resources("aws_subnet") {
        let at = subnet.get("availability_zone");
        let Some(zone) = found.text(at) else { continue };
        let Some(region) = regions.region(subnet) else {
            found.unjudged(at);
            continue;
        };
        // `us-east-1a`, or a local zone: `us-east-1-bos-1a`.
        let rest = zone.strip_prefix(region.as_ref());
        let fits = rest.is_some_and(|rest| {
            rest.starts_with('-') || (rest.len() == 1 && rest.starts_with(|c: char| c.is_ascii_lowercase()))
        });
        if !fits {
            let message = format!("`{zone}` is no zone of {region}, where the subnet is made");
            found.report(at, message, format!("choose a zone of the region, as in `{region}a`"));
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    fn subnet(zone: &str, provider: Option<&str>) -> serde_json::Value {
        json!({
            "provider": {"aws": [{"region": "us-east-1"}, {"alias": "west", "region": "us-west-2"}, {"alias": "open", "region": "${var.region}"}]},
            "resource": {"aws_subnet": {"a": {"availability_zone": zone, "provider": provider}}},
        })
    }

    #[test]
    fn zones_are_the_regions() {
        let said = |said: &str| format!("aws_subnet.a: availability_zone: {said}, where the subnet is made");
        breaks(&RULE, subnet("us-east-2a", None), &[&said("`us-east-2a` is no zone of us-east-1")]);
        breaks(
            &RULE,
            subnet("us-east-1a", Some("aws.west")),
            &[&said("`us-east-1a` is no zone of us-west-2")],
        );
        breaks(&RULE, subnet("us-east-1", None), &[&said("`us-east-1` is no zone of us-east-1")]);
        holds(&RULE, subnet("us-east-1a", None));
        holds(&RULE, subnet("us-east-1-bos-1a", None));
        unjudged(&RULE, subnet("us-east-1a", Some("aws.open")));
        unjudged(&RULE, subnet("${var.zone}", None));
    }
}
