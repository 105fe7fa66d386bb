//! Tasks reach the registry of their image.

use configuration::{Node, Piece, Read};

use crate::context::Context;
use crate::found::Found;
use crate::network::{Aws, host};
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "task-reaches-images",
    severity: Severity::Error,
    summary: "tasks on Fargate reach the registry of their image: by a NAT gateway, or for Amazon ECR by endpoints for ecr.api, \
              ecr.dkr and S3",
    why: "a task that cannot pull its image (CannotPullContainerError) never starts",
    source: Some("https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    let network = context.network();
    super::each_container(context, found, |service, container, found| {
        let image = container.get("image");
        let address = service.address();
        match registry(image) {
            Registry::Ecr => {
                let answer = network.service_reaches(service, Aws::Ecr);
                super::must_be_open(
                    answer,
                    &format!("the tasks of `{address}` do not reach Amazon ECR"),
                    found,
                );
            }
            Registry::Host(name) => {
                let Some(outside) = host(&name) else { return found.unjudged(image) };
                let answer = network.service_reaches_host(service, &outside);
                super::must_be_open(
                    answer,
                    &format!("the tasks of `{address}` do not reach `{name}`"),
                    found,
                );
            }
            Registry::Unknown => found.unjudged(image),
        }
    });
}

/// Where an image is.
enum Registry {
    Ecr,
    Host(String),
    Unknown,
}

fn registry(image: Node<'_>) -> Registry {
    let Read::Known(symbol) = image.symbol() else { return Registry::Unknown };
    match symbol.0.first() {
        Some(Piece::Attribute(target)) if target.block.resource_type() == Some("aws_ecr_repository") => {
            Registry::Ecr
        }
        Some(Piece::Literal(text)) => {
            let text = text.to_string();
            let first = text.split('/').next().unwrap_or_default();
            if first.contains(".dkr.ecr") && first.contains(".amazonaws.com") {
                Registry::Ecr
            } else if symbol.0.len() > 1 && !text.contains('/') {
                // What follows may be the rest of the registry's name.
                if text.contains(".dkr.ecr.") { Registry::Ecr } else { Registry::Unknown }
            } else if text.contains('/') && first.contains('.') {
                Registry::Host(first.to_owned())
            } else {
                Registry::Host("registry-1.docker.io".to_owned())
            }
        }
        _ => Registry::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::rules::reachability::{sound, with};
    use crate::testing::{breaks, holds, unjudged};

    const WHAT: &str = "the tasks of `aws_ecs_service.a` do not reach Amazon ECR";

    #[test]
    fn images_are_reached() {
        breaks(
            &RULE,
            with("/aws_route/private", json!(null)),
            &[&format!(
                "aws_route_table.private: : {WHAT}: `aws_route_table.private`, the route table of `aws_subnet.private`, has no default route"
            )],
        );
        breaks(
            &RULE,
            with("/aws_vpc_security_group_egress_rule/task", json!(null)),
            &[&format!(
                "aws_security_group.task: : {WHAT}: `aws_security_group.task` lets out nothing to the internet on 443"
            )],
        );
        breaks(
            &RULE,
            with("/aws_nat_gateway/main/subnet_id", json!("${aws_subnet.private.id}")),
            &[&format!(
                "aws_nat_gateway.main: subnet_id: {WHAT}: `aws_subnet.private` is itself behind a NAT gateway"
            )],
        );
        holds(&RULE, sound());
        unjudged(&RULE, with("/aws_route/private/nat_gateway_id", json!("${var.nat}")));
    }

    /// The sound document without a way out, and with these endpoints.
    fn endpoints(names: &[&str]) -> serde_json::Value {
        let mut document = with("/aws_route/private", json!(null));
        let member = |what: &str| {
            json!({
                "security_group_id": format!("${{aws_security_group.{what}.id}}"),
                "referenced_security_group_id": format!("${{aws_security_group.{}.id}}", if what == "task" { "endpoints" } else { "task" }),
                "ip_protocol": "tcp", "from_port": 443, "to_port": 443,
            })
        };
        document["aws_security_group"]["endpoints"] = json!({"vpc_id": "${aws_vpc.main.id}"});
        document["aws_vpc_security_group_egress_rule"]["to_endpoints"] = member("task");
        document["aws_vpc_security_group_ingress_rule"]["endpoints"] = member("endpoints");
        for name in names {
            let kind = if *name == "s3" { "Gateway" } else { "Interface" };
            document["aws_vpc_endpoint"][name] = json!({
                "vpc_id": "${aws_vpc.main.id}",
                "service_name": format!("com.amazonaws.us-east-1.{name}"),
                "vpc_endpoint_type": kind,
                "private_dns_enabled": true,
                "subnet_ids": ["${aws_subnet.private.id}"],
                "security_group_ids": ["${aws_security_group.endpoints.id}"],
                "route_table_ids": ["${aws_route_table.private.id}"],
            });
        }
        document
    }

    #[test]
    fn endpoints_do_as_well() {
        holds(&RULE, endpoints(&["ecr.api", "ecr.dkr", "s3"]));
        breaks(
            &RULE,
            endpoints(&["ecr.api", "ecr.dkr"]),
            &[&format!(
                "aws_route_table.private: : {WHAT}: `aws_route_table.private`, the route table of `aws_subnet.private`, has no default route"
            )],
        );
        let mut unresolved = endpoints(&["ecr.api", "ecr.dkr", "s3"]);
        unresolved["aws_vpc"]["main"]["enable_dns_hostnames"] = json!(false);
        breaks(
            &RULE,
            unresolved,
            &[&format!(
                "aws_vpc.main: enable_dns_hostnames: {WHAT}: `aws_vpc_endpoint.ecr.api` has a private name, which this VPC does not resolve"
            )],
        );
    }
}
