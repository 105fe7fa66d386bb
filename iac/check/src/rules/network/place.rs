//! Where things are: in which region, and in which VPC.

use std::borrow::Cow;

use configuration::{Block, Node, Read};

use crate::context::Context;

/// The region that a resource is made in; none if that is not known.
pub(super) fn region<'c>(context: &Context<'c>, resource: Node<'c>) -> Option<Cow<'c, str>> {
    let own = resource.get("region");
    if own.is_present() {
        return own.text().known();
    }
    let named = resource.get("provider");
    let alias = match named.json() {
        None => None,
        Some(configuration::Json::String(text)) => {
            let name = text.as_str().trim_start_matches("${").trim_end_matches('}');
            Some(name.split_once('.')?.1.to_owned())
        }
        Some(_) => return None,
    };
    let mut providers = context.configuration.others("provider").filter(|provider| {
        provider.block().name == "aws" && provider.get("alias").text().known().as_deref() == alias.as_deref()
    });
    providers.next()?.get("region").text().known()
}

/// The networks of the VPC that a block is, or is in.
pub(super) fn vpc_of<'c>(context: &Context<'c>, block: &'c Block<'c>) -> Option<&'c Block<'c>> {
    let mut block = block;
    for _ in 0..4 {
        if block.resource_type()? == "aws_vpc" {
            return Some(block);
        }
        let node = context.configuration.node(block);
        let argument = if block.resource_type()? == "aws_nat_gateway" { "subnet_id" } else { "vpc_id" };
        let Read::Known(target) = node.get(argument).target() else { return None };
        block = target.block;
    }
    None
}
