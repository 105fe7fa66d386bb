//! A service waits until a listener forwards to its target group.

use std::collections::HashMap;

use configuration::{Block, Node, Read};

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};
use crate::rules::compute::dependencies::{Dependencies, is_open};
use crate::rules::compute::targets::targets;

pub(crate) const RULE: Rule = Rule {
    id: "service-depends-on-listener",
    severity: Severity::Error,
    summary: "a service waits until a listener forwards to its target group",
    why: "the first apply fails: ECS takes no target group without a load balancer",
    source: Some("https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/ecs_service"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    let forwarding = Forwarding::of(context);
    for target in targets(context, found) {
        let at = target.block.get("target_group_arn");
        let group = target.group.block();
        let forwarders = forwarding.by_group.get(&std::ptr::from_ref(group)).map_or(&[][..], Vec::as_slice);
        if forwarders.is_empty() {
            if forwarding.open {
                found.unjudged(at);
            } else {
                let message = format!("no listener and no listener rule forwards to `{}`", group.address());
                found.report(at, message, "forward to it, or take it away from the service");
            }
            continue;
        }
        let dependencies = Dependencies::of(target.service);
        if forwarders.iter().any(|forwarder| dependencies.contains(forwarder)) {
            continue;
        }
        let at = target.service.get("depends_on");
        if dependencies.open {
            found.unjudged(at);
            continue;
        }
        let forwarder = forwarders[0].address();
        let message =
            format!("the service does not wait for `{forwarder}`, which forwards to its target group");
        found.report(at, message, format!("add `{forwarder}` to `depends_on`"));
    }
}

/// What forwards to which target group.
struct Forwarding<'c> {
    by_group: HashMap<*const Block<'c>, Vec<&'c Block<'c>>>,
    /// Whether something may forward to any of them.
    open: bool,
}

impl<'c> Forwarding<'c> {
    fn of(context: &Context<'c>) -> Self {
        let mut forwarding = Self { by_group: HashMap::new(), open: is_open(context.configuration) };
        for (ty, action) in [
            ("aws_alb_listener", "default_action"),
            ("aws_alb_listener_rule", "action"),
            ("aws_lb_listener", "default_action"),
            ("aws_lb_listener_rule", "action"),
        ] {
            for node in context.resources(ty) {
                forwarding.open |= node.makes_blocks(action);
                for action in node.blocks(action) {
                    forwarding.add(node, action.get("target_group_arn"));
                    for forward in action.blocks("forward") {
                        forwarding.open |= forward.makes_blocks("target_group");
                        forward
                            .blocks("target_group")
                            .for_each(|group| forwarding.add(node, group.get("arn")));
                    }
                }
            }
        }
        forwarding
    }

    fn add(&mut self, node: Node<'c>, group: Node<'c>) {
        match group.target() {
            Read::Known(target) => {
                self.by_group.entry(std::ptr::from_ref(target.block)).or_default().push(node.block());
            }
            // An address that somebody wrote down is of no group of ours.
            Read::Unknown => self.open |= group.text() == Read::Unknown,
            Read::Absent => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    fn of(depends_on: serde_json::Value, forwards_to: &str) -> serde_json::Value {
        let mut document = json!({
            "aws_ecs_service": {"a": {
                "load_balancer": [{"target_group_arn": "${aws_lb_target_group.a.arn}"}],
            }},
            "aws_lb_listener": {"main": {}},
            "aws_lb_listener_rule": {"a": {
                "listener_arn": "${aws_lb_listener.main.arn}",
                "action": {"forward": [{"target_group": {"arn": forwards_to}}]},
            }},
            "aws_lb_target_group": {"a": {}},
        });
        document["aws_ecs_service"]["a"]["depends_on"] = depends_on;
        document
    }

    #[test]
    fn a_service_waits_for_its_rule() {
        let group = "${aws_lb_target_group.a.arn}";
        breaks(
            &RULE,
            of(json!(["aws_lb_listener.main"]), group),
            &[
                "aws_ecs_service.a: depends_on: the service does not wait for `aws_lb_listener_rule.a`, which forwards to its target group",
            ],
        );
        holds(&RULE, of(json!(["aws_lb_listener_rule.a"]), group));
        holds(&RULE, of(json!(["aws_lb_listener_rule.a[0]"]), group));
        let mut by_another = of(json!(["terraform_data.x"]), group);
        by_another["terraform_data"] = json!({"x": {"depends_on": ["aws_lb_listener_rule.a"]}});
        holds(&RULE, by_another);
        breaks(
            &RULE,
            of(json!(["aws_lb_listener_rule.a"]), "arn:aws:elasticloadbalancing:x"),
            &[
                "aws_ecs_service.a: load_balancer[0].target_group_arn: no listener and no listener rule forwards to `aws_lb_target_group.a`",
            ],
        );
        unjudged(&RULE, of(json!([]), "${var.group}"));
        let with_module =
            json!({"resource": of(json!(["module.x"]), group), "module": {"x": {"source": "./x"}}});
        unjudged(&RULE, with_module);
    }
}
