//! `[network]` and `[database]`.

mod cidr_neighbours;
mod cidr_public;
mod cidr_reserved;
mod database_ranges;
mod database_reachable;
mod subnet_inside;
mod subnet_load_balancer;
mod subnet_overlap;
mod subnet_room;
mod way_out;
mod zone_count;
mod zone_region;

use aws::limits::Cidr;

use super::{Context, Rule};
use crate::read::{Path, at};

pub(super) const RULES: &[Rule] = &[
    cidr_reserved::check,
    cidr_public::check,
    cidr_neighbours::check,
    way_out::check,
    zone_count::check,
    zone_region::check,
    subnet_inside::check,
    subnet_overlap::check,
    subnet_load_balancer::check,
    subnet_room::check,
    database_ranges::check,
    database_reachable::check,
];

/// Every subnet of the file, in the order of their addresses.
fn subnets(context: &Context<'_>) -> Vec<(Cidr, Path)> {
    let mut subnets = Vec::new();
    for (name, zone) in &context.file.network.zones {
        for (key, cidr) in
            [("public", &zone.public), ("private", &zone.private), ("isolated", &zone.isolated)]
        {
            subnets.extend(cidr.iter().map(|cidr| (cidr.get(), at!["network", "zones", name.as_str(), key])));
        }
    }
    subnets.sort();
    subnets
}
