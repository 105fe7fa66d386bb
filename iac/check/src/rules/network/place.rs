//! Where things are: in which region, and in which VPC.

use std::borrow::Cow;
use std::collections::HashMap;

use configuration::{Block, Json, Node, Read};

use crate::context::Context;

/// The regions of the provider's configurations.
pub(super) struct Regions<'c> {
    by_alias: HashMap<String, Option<Cow<'c, str>>>,
}

impl<'c> Regions<'c> {
    pub(super) fn of(context: &Context<'c>) -> Self {
        let providers = context.configuration.others("provider").filter(|it| it.block().name == "aws");
        let by_alias = providers.filter_map(|provider| {
            let alias = provider.get("alias").text().or("".into()).known()?;
            Some((alias.into_owned(), provider.get("region").text().known()))
        });
        Self { by_alias: by_alias.collect() }
    }

    /// The region that a resource is made in; none if that is not known.
    pub(super) fn region(&self, resource: Node<'c>) -> Option<Cow<'c, str>> {
        let own = resource.get("region");
        if own.is_present() {
            return own.text().known();
        }
        let alias = match resource.get("provider").json() {
            None => "",
            Some(Json::String(text)) => {
                let name = text.as_str().trim_start_matches("${").trim_end_matches('}');
                name.split_once('.').map_or("", |(_, alias)| alias)
            }
            Some(_) => return None,
        };
        self.by_alias.get(alias)?.clone()
    }
}

/// The VPC that a block is, or is in.
pub(super) fn vpc_of<'c>(context: &Context<'c>, block: &'c Block<'c>) -> Option<&'c Block<'c>> {
    let mut block = block;
    for _ in 0..4 {
        if block.resource_type()? == "aws_vpc" {
            return Some(block);
        }
        let node = context.configuration.node(block);
        let argument = match block.resource_type()? {
            "aws_db_subnet_group" => "subnet_ids",
            "aws_nat_gateway" => "subnet_id",
            _ => "vpc_id",
        };
        let Read::Known(target) = node.get(argument).elements().next()?.target() else { return None };
        block = target.block;
    }
    None
}
