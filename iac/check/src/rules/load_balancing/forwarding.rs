//! What listeners and their rules forward to, and which load balancer they belong to.

use configuration::{Block, Node};

use crate::context::Context;
use crate::found::Found;

/// Whether a load balancer is one for HTTP, which is the default; none if that is not known.
pub(super) fn is_application<'c>(found: &mut Found<'_, 'c>, balancer: Node<'c>) -> Option<bool> {
    let kind = balancer.get("load_balancer_type");
    found.known(kind, kind.text().or("application".into())).map(|kind| kind == "application")
}

/// The load balancer that a listener refers to.
pub(super) fn balancer<'c>(found: &mut Found<'_, 'c>, listener: Node<'c>) -> Option<&'c Block<'c>> {
    let target = found.target(listener.get("load_balancer_arn"))?;
    (target.block.resource_type() == Some("aws_lb")).then_some(target.block)
}

/// The listeners and the rules, each with its actions' name and the listener.
pub(super) fn with_actions<'c>(
    context: &Context<'c>,
    found: &mut Found<'_, 'c>,
) -> Vec<(Node<'c>, &'static str, Node<'c>)> {
    let mut all: Vec<_> =
        context.resources("aws_lb_listener").map(|listener| (listener, "default_action", listener)).collect();
    for rule in context.resources("aws_lb_listener_rule") {
        let Some(listener) = found.target(rule.get("listener_arn")) else { continue };
        all.push((rule, "action", context.configuration.node(listener.block)));
    }
    all
}

/// Where the target groups of an action are written: in the action itself, or in its forward block.
pub(super) fn target_groups(action: Node<'_>) -> Vec<Node<'_>> {
    let alone = action.get("target_group_arn");
    let weighted = action.blocks("forward").flat_map(|forward| forward.blocks("target_group"));
    let mut all: Vec<Node<'_>> = weighted.map(|group| group.get("arn")).collect();
    if alone.is_present() {
        all.push(alone);
    }
    all
}
