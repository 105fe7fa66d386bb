//! The target groups that services register their tasks with.

use configuration::{Block, Node};

use crate::context::Context;
use crate::found::Found;

/// A service, one of its `load_balancer` blocks, and the target group that it names.
#[derive(Clone, Copy)]
pub(super) struct Target<'c> {
    pub(super) service: Node<'c>,
    /// The `load_balancer` block.
    pub(super) block: Node<'c>,
    /// The body of the target group.
    pub(super) group: Node<'c>,
}

/// Where services register their tasks, as far as target groups are declared here.
pub(super) fn targets<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) -> Vec<Target<'c>> {
    let mut targets = Vec::new();
    for service in context.resources("aws_ecs_service") {
        for block in service.blocks("load_balancer") {
            let Some(target) = found.target(block.get("target_group_arn")) else { continue };
            if is_group(target.block) {
                let group = context.configuration.node(target.block);
                targets.push(Target { service, block, group });
            }
        }
    }
    targets
}

/// Whether it is a target group, by either of its names.
fn is_group(block: &Block<'_>) -> bool {
    matches!(block.resource_type(), Some("aws_lb_target_group" | "aws_alb_target_group"))
}
