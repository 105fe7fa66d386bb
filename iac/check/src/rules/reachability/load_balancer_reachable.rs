//! The internet reaches the listeners of a load balancer that is there for it.

use configuration::Read;

use crate::context::Context;
use crate::found::Found;
use crate::network::Answer;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "load-balancer-reachable",
    severity: Severity::Error,
    summary: "the internet reaches each listener of an internet-facing load balancer: its subnets lead to an internet gateway, \
              and its security group lets the port in",
    why: "nobody reaches the services behind it",
    source: Some(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html",
    ),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    let network = context.network();
    for listener in context.resources("aws_lb_listener") {
        let Some(target) = found.target(listener.get("load_balancer_arn")) else { continue };
        let load_balancer = context.configuration.node(target.block);
        let is_application =
            load_balancer.get("load_balancer_type").text().or("application".into()).is(&"application".into());
        if !is_application || !matches!(load_balancer.get("internal").boolean().or(false), Read::Known(false))
        {
            continue;
        }
        let answer = Answer::of(|way| network.internet_to_listener(listener, way));
        let what = format!("the internet does not reach `{}`", listener.block().address());
        super::must_be_open(answer, &what, found);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::rules::reachability::{sound, with};
    use crate::testing::{breaks, holds, unjudged};

    const WHAT: &str = "the internet does not reach `aws_lb_listener.https`";

    #[test]
    fn a_listener_is_reached() {
        breaks(
            &RULE,
            with("/aws_vpc_security_group_ingress_rule/lb/from_port", json!(444)),
            &[&format!(
                "aws_security_group.lb: : {WHAT}: `aws_security_group.lb` lets in nothing from the internet on 443"
            )],
        );
        breaks(
            &RULE,
            with("/aws_lb/main/subnets", json!(["${aws_subnet.private.id}"])),
            &[&format!(
                "aws_lb.main: subnets: {WHAT}: `aws_subnet.private` leads to a NAT gateway, through which nobody comes in"
            )],
        );
        breaks(
            &RULE,
            with("/aws_route/public", json!(null)),
            &[&format!(
                "aws_route_table.public: : {WHAT}: `aws_route_table.public`, the route table of `aws_subnet.public`, has no default route"
            )],
        );
        holds(&RULE, sound());
        unjudged(&RULE, with("/aws_lb/main/subnets", json!("${module.vpc.subnets}")));
    }
}
