//! From a subnet to the way out: its route table, the route, the gateway.

use std::net::{Ipv4Addr, Ipv6Addr};
use std::sync::{Arc, PoisonError};

use aws::limits::Cidr;
use configuration::{Block, Node, Read};

use super::Network;
use super::hop::{Stop, Walk, Way, any, blocked, unknown};

/// How packets leave a subnet for the internet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Exit {
    /// Through an internet gateway: only who has a public address gets out, and can be reached.
    Gateway,
    /// Through a NAT gateway: everybody gets out, and nobody in.
    Nat,
}

/// The way from a subnet to the internet, walked once.
#[derive(Clone, Debug)]
pub(super) struct Out<'c> {
    way: Way<'c>,
    exit: Result<Exit, Stop<'c>>,
}

/// Types that are outside the schema's slice and would give a subnet a route table.
const OTHER_ASSOCIATIONS: [&str; 2] = ["aws_main_route_table_association", "aws_default_route_table"];

/// What says where a route goes to: in a resource, and in a block of a table.
type Destination = [&'static str; 2];

const OF_V4: Destination = ["destination_cidr_block", "cidr_block"];
const OF_V6: Destination = ["destination_ipv6_cidr_block", "ipv6_cidr_block"];

impl<'c> Network<'c> {
    /// The way from a subnet to the internet.
    pub(super) fn out(&self, subnet: &'c Block<'c>, way: &mut Way<'c>) -> Walk<'c, Exit> {
        let mut routes = self.routes.lock().unwrap_or_else(PoisonError::into_inner);
        let out = routes.entry(subnet.index()).or_insert_with(|| {
            let mut way = Way::new();
            let exit = self.walk_out(subnet, &mut way, 0);
            Arc::new(Out { way, exit })
        });
        let out = Arc::clone(out);
        drop(routes);
        way.extend_from_slice(&out.way);
        out.exit.clone()
    }

    fn walk_out(&self, subnet: &'c Block<'c>, way: &mut Way<'c>, depth: usize) -> Walk<'c, Exit> {
        let table = self.table(subnet)?;
        let route = self.default_route(table, subnet, &[OF_V4])?;
        let node = self.node(table);
        if let Read::Known(gateway) = route.get("gateway_id").target() {
            if gateway.block.resource_type() != Some("aws_internet_gateway") {
                return unknown(route, format!("nobody knows where `{}` leads", gateway.block.address()));
            }
            self.step(way, route, || {
                format!("0.0.0.0/0 of `{}` goes to `{}`", table.address(), gateway.block.address())
            });
            self.same_vpc(route.get("gateway_id"), gateway.block, node)?;
            self.step(
                way,
                self.node(gateway.block),
                || "the way to the internet, for who has a public address",
            );
            return Ok(Exit::Gateway);
        }
        match route.get("nat_gateway_id").target() {
            Read::Known(target) => {
                let nat = self.node(target.block);
                self.step(way, route, || {
                    format!("0.0.0.0/0 of `{}` goes to `{}`", table.address(), target.block.address())
                });
                self.through_nat(nat, way, depth)?;
                Ok(Exit::Nat)
            }
            _ => unknown(route, "no file says where this route leads"),
        }
    }

    /// A NAT gateway is a way out only if it is itself in a subnet that leads to an internet gateway.
    fn through_nat(&self, nat: Node<'c>, way: &mut Way<'c>, depth: usize) -> Walk<'c> {
        if nat.get("connectivity_type").text().is(&"private".into()) {
            return blocked(
                nat.get("connectivity_type"),
                format!("`{}` is a private gateway, which leads nowhere", nat.block().address()),
                "make it public, with an address",
            );
        }
        let Read::Known(target) = nat.get("subnet_id").target() else {
            return unknown(nat.get("subnet_id"), "no file says in which subnet the gateway is");
        };
        let subnet = target.block;
        self.step(way, nat, || format!("a NAT gateway in `{}`", subnet.address()));
        let exit = if depth == 0 { self.walk_out(subnet, way, depth + 1) } else { Ok(Exit::Nat) };
        match exit? {
            Exit::Gateway => Ok(()),
            Exit::Nat => blocked(
                nat.get("subnet_id"),
                format!("`{}` is itself behind a NAT gateway", subnet.address()),
                "put the gateway into a subnet whose default route leads to an internet gateway",
            ),
        }
    }

    /// The route table of a subnet.
    pub(super) fn table(&self, subnet: &'c Block<'c>) -> Walk<'c, &'c Block<'c>> {
        let node = self.node(subnet);
        let mut associations =
            self.configuration.referring("aws_route_table_association", "subnet_id", subnet);
        if let Some(association) = associations.next() {
            return match association.get("route_table_id").target() {
                Read::Known(target) if target.block.resource_type() == Some("aws_route_table") => {
                    Ok(target.block)
                }
                _ => unknown(association.get("route_table_id"), "no file says which route table it is"),
            };
        }
        let elsewhere = !self.configuration.documents().complete
            || OTHER_ASSOCIATIONS.iter().any(|ty| self.configuration.resources(ty).next().is_some())
            || self.has_open_associations();
        if elsewhere {
            return unknown(node, "its route table is associated in a way that is not judged here");
        }
        blocked(
            node,
            format!(
                "`{}` is associated with no route table, and the VPC's main one has no way out",
                subnet.address()
            ),
            "associate it with a route table",
        )
    }

    /// Whether there are associations of which nobody knows the subnet.
    fn has_open_associations(&self) -> bool {
        *self.open[0].get_or_init(|| {
            let mut associations = self.configuration.resources("aws_route_table_association");
            associations.any(|association| matches!(association.get("subnet_id").target(), Read::Unknown))
        })
    }

    /// The default route of a subnet, of IPv4 or of IPv6, wherever it leads; else, if nobody knows whether there is one,
    /// where that is not said.
    pub(crate) fn leaves(&self, subnet: &'c Block<'c>) -> Result<Option<Node<'c>>, Node<'c>> {
        let table = self.table(subnet);
        match table.and_then(|table| self.default_route(table, subnet, &[OF_V4, OF_V6])) {
            Ok(route) if route.block().is_single() => Ok(Some(route)),
            Ok(route) => Err(route),
            Err(Stop { unknown: true, at, .. }) => Err(at),
            Err(_) => Ok(None),
        }
    }

    /// The route for everything that has no other.
    fn default_route(
        &self,
        table: &'c Block<'c>,
        subnet: &'c Block<'c>,
        destinations: &[Destination],
    ) -> Walk<'c, Node<'c>> {
        let node = self.node(table);
        let routes = destinations.iter().flat_map(|[own, inline]| {
            let owns = self.configuration.referring("aws_route", "route_table_id", table);
            let inlines = node.blocks("route").map(|route| (route, route.get(inline)));
            owns.map(|route| (route, route.get(own))).chain(inlines)
        });
        let found = routes.filter_map(|(route, destination)| match destination.text() {
            Read::Known(text) => is_everything(&text).then_some(Ok(route)),
            Read::Unknown => Some(unknown(destination, "no file says where this route goes to")),
            Read::Absent => None,
        });
        match any(found) {
            Some(walk) => walk,
            None if node.makes_blocks("route") => {
                unknown(node.get("route"), "no file says which routes there are")
            }
            None if !self.configuration.documents().complete || self.has_open_routes() => {
                unknown(node, "its routes are not all in these files")
            }
            None => blocked(
                node,
                format!(
                    "`{}`, the route table of `{}`, has no default route",
                    table.address(),
                    subnet.address()
                ),
                "add a route for 0.0.0.0/0 to a NAT gateway, or interface endpoints for what is needed",
            ),
        }
    }

    /// Whether there are routes of which nobody knows the table.
    fn has_open_routes(&self) -> bool {
        *self.open[1].get_or_init(|| {
            let mut routes = self.configuration.resources("aws_route");
            routes.any(|route| matches!(route.get("route_table_id").target(), Read::Unknown))
        })
    }

    /// A gateway and a route table are of one VPC.
    fn same_vpc(&self, at: Node<'c>, gateway: &'c Block<'c>, table: Node<'c>) -> Walk<'c> {
        let vpcs = (self.node(gateway).get("vpc_id").target(), table.get("vpc_id").target());
        match vpcs {
            (Read::Known(one), Read::Known(other)) if one.block != other.block => blocked(
                at,
                format!(
                    "`{}` is attached to `{}`, and the route is of `{}`",
                    gateway.address(),
                    one.block.address(),
                    other.block.address()
                ),
                "use the gateway of the same VPC",
            ),
            (Read::Absent, _) => unknown(at, "no file says which VPC the gateway is attached to"),
            _ => Ok(()),
        }
    }

    /// The VPC of a subnet.
    pub(super) fn vpc(&self, subnet: &'c Block<'c>) -> Option<&'c Block<'c>> {
        Some(self.node(subnet).get("vpc_id").target().known()?.block)
    }

    pub(super) fn node(&self, block: &'c Block<'c>) -> Node<'c> {
        self.configuration.node(block)
    }
}

/// Whether a destination is every address there is.
fn is_everything(destination: &str) -> bool {
    let is_v6 = |(address, prefix): (&str, &str)| {
        prefix == "0" && address.parse().is_ok_and(|address: Ipv6Addr| address.is_unspecified())
    };
    Cidr::new(destination).is_ok_and(|cidr| cidr == Cidr::of(Ipv4Addr::UNSPECIFIED, 0))
        || destination.split_once('/').is_some_and(is_v6)
}
