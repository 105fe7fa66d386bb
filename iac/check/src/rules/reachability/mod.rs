//! Who reaches whom: what must be able to talk can, and nothing else can. Every rule asks the walk of [`crate::network`].

mod database_reached_by_groups;
mod internet_reaches_load_balancers_only;
mod internet_reaches_web_ports_only;
mod load_balancer_reachable;
mod load_balancer_reaches_task;
mod task_ports_only;
mod task_reached_by_load_balancers_only;
mod task_reached_by_own_kind;
mod task_reaches_callee;
mod task_reaches_database;
mod task_reaches_images;
mod task_reaches_issuer;
mod task_reaches_logs;
mod task_reaches_secrets;

use configuration::{Block, Node};

use crate::containers::{Container, Task, runs_on_fargate};
use crate::context::Context;
use crate::found::Found;
use crate::network::Answer;
use crate::rule::Rule;

pub(super) const RULES: &[&Rule] = &[
    &internet_reaches_load_balancers_only::RULE,
    &internet_reaches_web_ports_only::RULE,
    &load_balancer_reachable::RULE,
    &load_balancer_reaches_task::RULE,
    &task_reached_by_load_balancers_only::RULE,
    &task_reaches_images::RULE,
    &task_reaches_logs::RULE,
    &task_reaches_secrets::RULE,
    &task_reaches_issuer::RULE,
    &task_reaches_callee::RULE,
    &task_reaches_database::RULE,
    &database_reached_by_groups::RULE,
    &task_ports_only::RULE,
    &task_reached_by_own_kind::RULE,
];

/// Reports where a walk was stopped that should have come to its end; counts it, if nobody knows.
fn must_be_open<'c>(answer: Answer<'c>, what: &str, found: &mut Found<'_, 'c>) {
    let Some(stop) = answer.stop else { return };
    if stop.unknown {
        found.unjudged(stop.at);
    } else {
        found.report(stop.at, format!("{what}: {}", stop.reason), stop.fix);
    }
}

/// Shows each service whose tasks have a network of their own, with what it runs. On instances, what a task needs to start
/// is fetched by the instance.
fn each_service<'c>(
    context: &Context<'c>,
    found: &mut Found<'_, 'c>,
    mut see: impl FnMut(&'c Block<'c>, &Task<'c>, &mut Found<'_, 'c>),
) {
    for service in context.resources("aws_ecs_service") {
        let Some(task) = context.tasks().of_service(service, found) else { continue };
        if runs_on_fargate(service) || task.is_fargate(found) {
            see(service.block(), task, found);
        }
    }
}

/// Shows each container of each such service.
fn each_container<'c>(
    context: &Context<'c>,
    found: &mut Found<'_, 'c>,
    mut see: impl FnMut(&'c Block<'c>, Container<'c>, &mut Found<'_, 'c>),
) {
    each_service(context, found, |service, task, found| {
        for container in task.containers(found) {
            see(service, *container, found);
        }
    });
}

/// Shows each environment variable of each such service whose name is among those asked for: its name and value.
fn each_variable<'c>(
    context: &Context<'c>,
    found: &mut Found<'_, 'c>,
    is_meant: impl Fn(&str) -> bool,
    mut see: impl FnMut(&'c Block<'c>, &str, Node<'c>, &mut Found<'_, 'c>),
) {
    each_container(context, found, |service, container, found| {
        for (name, value) in container.environment() {
            if let Some(name) = name.text().known().filter(|name| is_meant(name)) {
                see(service, &name, value, found);
            }
        }
    });
}

/// A document of a service behind a load balancer with everything that it needs, to be broken.
#[cfg(test)]
fn sound() -> serde_json::Value {
    serde_json::json!({
        "aws_vpc": {"main": {"cidr_block": "10.0.0.0/16", "enable_dns_hostnames": true}},
        "aws_internet_gateway": {"main": {"vpc_id": "${aws_vpc.main.id}"}},
        "aws_subnet": {
            "public": {"vpc_id": "${aws_vpc.main.id}", "cidr_block": "10.0.0.0/24"},
            "private": {"vpc_id": "${aws_vpc.main.id}", "cidr_block": "10.0.1.0/24"},
        },
        "aws_route_table": {"public": {"vpc_id": "${aws_vpc.main.id}"}, "private": {"vpc_id": "${aws_vpc.main.id}"}},
        "aws_route": {
            "public": {"route_table_id": "${aws_route_table.public.id}", "destination_cidr_block": "0.0.0.0/0", "gateway_id": "${aws_internet_gateway.main.id}"},
            "private": {"route_table_id": "${aws_route_table.private.id}", "destination_cidr_block": "0.0.0.0/0", "nat_gateway_id": "${aws_nat_gateway.main.id}"},
        },
        "aws_route_table_association": {
            "public": {"route_table_id": "${aws_route_table.public.id}", "subnet_id": "${aws_subnet.public.id}"},
            "private": {"route_table_id": "${aws_route_table.private.id}", "subnet_id": "${aws_subnet.private.id}"},
        },
        "aws_nat_gateway": {"main": {"subnet_id": "${aws_subnet.public.id}"}},
        "aws_security_group": {"lb": {"vpc_id": "${aws_vpc.main.id}"}, "task": {"vpc_id": "${aws_vpc.main.id}"}},
        "aws_vpc_security_group_ingress_rule": {
            "lb": {"security_group_id": "${aws_security_group.lb.id}", "cidr_ipv4": "0.0.0.0/0", "ip_protocol": "tcp", "from_port": 443, "to_port": 443},
            "task": {"security_group_id": "${aws_security_group.task.id}", "referenced_security_group_id": "${aws_security_group.lb.id}", "ip_protocol": "tcp", "from_port": 3000, "to_port": 3000},
        },
        "aws_vpc_security_group_egress_rule": {
            "lb": {"security_group_id": "${aws_security_group.lb.id}", "referenced_security_group_id": "${aws_security_group.task.id}", "ip_protocol": "tcp", "from_port": 3000, "to_port": 3000},
            "task": {"security_group_id": "${aws_security_group.task.id}", "cidr_ipv4": "0.0.0.0/0", "ip_protocol": "tcp", "from_port": 443, "to_port": 443},
        },
        "aws_lb": {"main": {"subnets": ["${aws_subnet.public.id}"], "security_groups": ["${aws_security_group.lb.id}"]}},
        "aws_lb_listener": {"https": {"load_balancer_arn": "${aws_lb.main.arn}", "port": 443}},
        "aws_lb_listener_rule": {"a": {"listener_arn": "${aws_lb_listener.https.arn}", "action": [{"type": "forward", "target_group_arn": "${aws_lb_target_group.a.arn}"}]}},
        "aws_lb_target_group": {"a": {"port": 3000, "health_check": {"path": "/health"}}},
        "aws_route53_record": {"a": {"name": "api.example.com", "type": "A", "alias": {"name": "${aws_lb.main.dns_name}", "zone_id": "x", "evaluate_target_health": false}}},
        "aws_ecs_task_definition": {"a": {
            "family": "a",
            "requires_compatibilities": ["FARGATE"],
            "container_definitions": serde_json::json!([{
                "name": "a",
                "image": "123456789012.dkr.ecr.us-east-1.amazonaws.com/a:1",
                "environment": [
                    {"name": "OIDC_ISSUER", "value": "https://login.example.org/"},
                    {"name": "OTHER_SERVICE_URL", "value": "https://api.example.com"},
                ],
                "secrets": [{"name": "X", "valueFrom": "arn:aws:secretsmanager:us-east-1:123456789012:secret:x"}],
                "logConfiguration": {"logDriver": "awslogs", "options": {"awslogs-group": "x", "awslogs-region": "us-east-1"}},
            }]).to_string(),
        }},
        "aws_ecs_service": {"a": {
            "launch_type": "FARGATE",
            "task_definition": "${aws_ecs_task_definition.a.arn}",
            "network_configuration": {"subnets": ["${aws_subnet.private.id}"], "security_groups": ["${aws_security_group.task.id}"]},
            "load_balancer": {"container_name": "a", "container_port": 3000, "target_group_arn": "${aws_lb_target_group.a.arn}"},
        }},
    })
}

/// The sound document without what a pointer leads to, or with another value there.
#[cfg(test)]
fn with(pointer: &str, value: serde_json::Value) -> serde_json::Value {
    let mut document = sound();
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    let parent = document.pointer_mut(parent).unwrap().as_object_mut().unwrap();
    if value.is_null() {
        parent.remove(key)
    } else {
        parent.insert(key.to_owned(), value)
    };
    document
}
