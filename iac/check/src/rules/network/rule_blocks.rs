//! The rules of security groups as they are written, whichever way.

use configuration::Node;

use crate::context::Context;

/// How a rule is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spelling {
    /// A block within its group.
    Block,
    /// `aws_security_group_rule`
    Old,
    /// `aws_vpc_security_group_ingress_rule`, and its counterpart.
    New,
}

impl Spelling {
    /// The argument that names the protocol.
    pub(super) fn protocol(self) -> &'static str {
        if self == Self::New { "ip_protocol" } else { "protocol" }
    }
}

/// Every rule that is written down, as its block or its resource.
pub(super) fn rules<'c>(context: &Context<'c>) -> Vec<(Node<'c>, Spelling)> {
    let groups = ["aws_security_group", "aws_default_security_group"];
    let groups = groups.into_iter().flat_map(|ty| context.resources(ty));
    let blocks = groups.flat_map(|group| group.blocks("ingress").chain(group.blocks("egress")));
    let is_block = |node: &Node<'c>| node.json().is_some_and(|json| json.as_object().is_some());
    let new = ["aws_vpc_security_group_ingress_rule", "aws_vpc_security_group_egress_rule"];
    let new = new.into_iter().flat_map(|ty| context.resources(ty));
    blocks
        .filter(is_block)
        .map(|block| (block, Spelling::Block))
        .chain(context.resources("aws_security_group_rule").map(|rule| (rule, Spelling::Old)))
        .chain(new.map(|rule| (rule, Spelling::New)))
        .collect()
}
