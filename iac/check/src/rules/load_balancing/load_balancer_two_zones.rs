//! An application load balancer has subnets in at least two availability zones, and one in each.

use std::collections::HashMap;

use configuration::Node;

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

use super::forwarding::is_application;

pub(crate) const RULE: Rule = Rule {
    id: "load-balancer-two-zones",
    severity: Severity::Error,
    summary: "an application load balancer has subnets in at least two availability zones, and one in each",
    why: "AWS refuses the load balancer",
    source: Some(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html#subnets-load-balancer",
    ),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for balancer in context.resources("aws_lb") {
        if is_application(found, balancer) == Some(true) {
            judge(context, found, balancer);
        }
    }
}

fn judge<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>, balancer: Node<'c>) {
    let mapped = balancer.blocks("subnet_mapping").map(|mapping| mapping.get("subnet_id"));
    let subnets: Vec<Node<'c>> = balancer.get("subnets").elements().chain(mapped).collect();
    let at = balancer.get("subnets");
    if balancer.makes_blocks("subnet_mapping") || balancer.makes_blocks("subnets") {
        return found.unjudged(at);
    }
    let mut zones: HashMap<String, String> = HashMap::new();
    for subnet in &subnets {
        let Some(target) = found.target(*subnet) else { continue };
        // One of several subnets has a zone of its own.
        if !target.block.is_single() {
            found.unjudged(*subnet);
            continue;
        }
        let zone = context.configuration.node(target.block).get("availability_zone");
        let Some(zone) = found.text(zone) else { continue };
        let address = target.block.address();
        if let Some(other) = zones.insert(zone.clone().into_owned(), address.clone()) {
            let message = format!("`{other}` and `{address}` are both in {zone}");
            found.report(*subnet, message, "give the load balancer one subnet in each zone");
        }
    }
    // In a local zone, or on an outpost, one is enough.
    let is_local = zones.keys().any(|zone| zone.matches('-').count() > 2);
    if subnets.len() < 2 && !is_local {
        let message =
            format!("{} subnets; an application load balancer needs two, in different zones", subnets.len());
        found.report(at, message, "add a subnet in another availability zone");
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    fn balancer(subnets: &serde_json::Value, zone: &str) -> serde_json::Value {
        json!({
            "aws_lb": {"a": {"subnets": subnets}},
            "aws_subnet": {"a": {"availability_zone": "us-east-1a"}, "b": {"availability_zone": zone}},
        })
    }

    #[test]
    fn two_zones_are_needed() {
        let both = json!(["${aws_subnet.a.id}", "${aws_subnet.b.id}"]);
        breaks(
            &RULE,
            balancer(&both, "us-east-1a"),
            &["aws_lb.a: subnets[1]: `aws_subnet.a` and `aws_subnet.b` are both in us-east-1a"],
        );
        breaks(
            &RULE,
            balancer(&json!(["${aws_subnet.a.id}"]), "us-east-1b"),
            &["aws_lb.a: subnets: 1 subnets; an application load balancer needs two, in different zones"],
        );
        holds(&RULE, balancer(&both, "us-east-1b"));
        unjudged(&RULE, balancer(&json!("${var.subnets}"), "us-east-1b"));
        unjudged(&RULE, balancer(&both, "${var.zone}"));
    }
}
