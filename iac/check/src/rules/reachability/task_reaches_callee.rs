//! Tasks reach the services that they call, through the load balancer.

use std::borrow::Cow;

use configuration::{Block, Node, Read};

use crate::context::Context;
use crate::found::Found;
use crate::network::{Answer, host};
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "task-reaches-callee",
    severity: Severity::Error,
    summary: "tasks reach the services that they call: the address in a variable such as PATIENT_SERVICE_URL is that of a load \
              balancer that listens there and forwards to somebody, and there is a way to it",
    why: "every such call fails",
    source: Some("https://docs.aws.amazon.com/AmazonECS/latest/developerguide/interconnecting-services.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    let network = context.network();
    super::each_variable(context, found, is_callee, |service, name, value, found| {
        let Some(address) = found.text(value) else { return };
        let Some(outside) = host(&address).filter(|_| address.contains("://")) else { return };
        let what = format!("the tasks of `{}` do not reach `{}` of {name}", service.address(), outside.host);
        let Some(load_balancer) = load_balancer_of(context, &outside.host) else {
            return super::must_be_open(network.service_reaches_host(service, &outside), &what, found);
        };
        let listeners =
            context.configuration.referring("aws_lb_listener", "load_balancer_arn", load_balancer);
        let port = i64::from(outside.port);
        let mut on_port = listeners.filter(
            |listener| !matches!(listener.get("port").integer(), Read::Known(other) if other != port),
        );
        let Some(listener) = on_port.next() else {
            let message = format!("{what}: `{}` does not listen on {port}", load_balancer.address());
            return found.report(value, message, "call a port that it listens on, or add a listener");
        };
        let answer = Answer::of(|way| network.service_to_listener(service, listener, way));
        super::must_be_open(answer, &what, found);
    });
}

fn is_callee(name: &str) -> bool {
    name.ends_with("_SERVICE_URL")
}

/// The load balancer that a record gives this name to.
fn load_balancer_of<'c>(context: &Context<'c>, host: &str) -> Option<&'c Block<'c>> {
    let configuration = context.configuration;
    let Read::Known(record) = configuration.named("aws_route53_record", "name", host) else { return None };
    let alias = configuration.node(record).get("alias").get("name");
    let target = alias.target().known().map(|target| target.block);
    target.filter(|block| block.resource_type() == Some("aws_lb")).or_else(|| by_name(context, alias))
}

/// The load balancer whose own name a record gives.
fn by_name<'c>(context: &Context<'c>, name: Node<'c>) -> Option<&'c Block<'c>> {
    let Read::Known(Cow::Borrowed(name)) = name.text() else { return None };
    context.configuration.named("aws_lb", "name", name).known()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::rules::reachability::{sound, with};
    use crate::testing::{breaks, holds};

    const WHAT: &str = "the tasks of `aws_ecs_service.a` do not reach `api.example.com` of OTHER_SERVICE_URL";

    #[test]
    fn callees_are_reached_through_the_load_balancer() {
        breaks(
            &RULE,
            with("/aws_vpc_security_group_ingress_rule/lb/cidr_ipv4", json!("10.0.0.0/16")),
            &[&format!(
                "aws_security_group.lb: : {WHAT}: `aws_security_group.lb` lets in nothing from the internet on 443"
            )],
        );
        breaks(
            &RULE,
            with("/aws_lb_listener/https/port", json!(8443)),
            &[&format!(
                "aws_ecs_task_definition.a: container_definitions[0].environment[1].value: {WHAT}: `aws_lb.main` does not listen on 443"
            )],
        );
        holds(&RULE, sound());
    }
}
