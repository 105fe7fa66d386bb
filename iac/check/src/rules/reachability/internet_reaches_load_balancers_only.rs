//! Nobody on the internet reaches a task without a load balancer.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "internet-reaches-load-balancers-only",
    severity: Severity::Error,
    summary: "nobody on the internet reaches a task but through a load balancer",
    why: "the task is called without the load balancer's TLS, firewall and logs",
    source: Some("https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-2"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    let network = context.network();
    for service in context.resources("aws_ecs_service") {
        let direct = network.internet_reaches_directly(service.block());
        match direct.stop {
            None => {
                let by = direct.way.first().map_or(service, |hop| hop.by);
                let message =
                    format!("everybody reaches the tasks of `{}` directly", service.block().address());
                found.report(
                    by,
                    message,
                    "let in the load balancer's security group only, and assign no public address",
                );
            }
            Some(stop) if stop.unknown => found.unjudged(stop.at),
            Some(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::rules::reachability::{sound, with};
    use crate::testing::{breaks, holds, unjudged};

    fn public(cidr: &str) -> serde_json::Value {
        let mut document = with("/aws_ecs_service/a/network_configuration/assign_public_ip", json!(true));
        document["aws_ecs_service"]["a"]["network_configuration"]["subnets"] =
            json!(["${aws_subnet.public.id}"]);
        document["aws_vpc_security_group_ingress_rule"]["open"] = json!({
            "security_group_id": "${aws_security_group.task.id}", "cidr_ipv4": cidr, "ip_protocol": "-1",
        });
        document
    }

    #[test]
    fn tasks_are_not_the_internets() {
        let message = "everybody reaches the tasks of `aws_ecs_service.a` directly";
        breaks(
            &RULE,
            public("0.0.0.0/0"),
            &[&format!("aws_vpc_security_group_ingress_rule.open: : {message}")],
        );
        holds(&RULE, public("10.0.0.0/8"));
        holds(&RULE, sound());
        unjudged(
            &RULE,
            with("/aws_ecs_service/a/network_configuration/security_groups", json!("${var.groups}")),
        );
    }
}
