//! From a task to what it needs: out of its groups, over the routes of its subnets, through the endpoints of its VPC.

use configuration::{Block, Node, Read};

use super::ends::{Aws, Outside};
use super::groups::Other;
use super::hop::{Walk, Way, blocked, unknown};
use super::place::Place;
use super::routes::Exit;
use super::{HTTPS, Network};
use crate::security_groups::Direction;

impl<'c> Network<'c> {
    /// From the tasks of a service to a host of the internet.
    pub(super) fn service_to_outside(
        &self,
        service: &'c Block<'c>,
        to: &Outside,
        way: &mut Way<'c>,
    ) -> Walk<'c> {
        let place = self.place_of_service(service)?;
        self.leave(service, &place, to.port, way)
    }

    /// From the tasks of a service to a service of AWS, by everything that belongs to it.
    pub(super) fn service_to_aws(&self, service: &'c Block<'c>, to: Aws, way: &mut Way<'c>) -> Walk<'c> {
        let place = self.place_of_service(service)?;
        to.endpoints().iter().try_for_each(|name| self.to_endpoint(service, &place, name, way))
    }

    /// Out of a task's groups and subnets to the internet.
    fn leave(&self, service: &'c Block<'c>, place: &Place<'c>, port: u16, way: &mut Way<'c>) -> Walk<'c> {
        self.pass(&place.groups, Direction::Egress, port, Other::Anywhere, way)?;
        for (at, subnet) in place.subnets.iter().enumerate() {
            // The way from the first subnet is told; from the others there must be one.
            let mut silent = Way::new();
            let way = if at == 0 { &mut *way } else { &mut silent };
            if self.out(subnet, way)? == Exit::Gateway {
                self.has_public_address(service, subnet)?;
            }
        }
        Ok(())
    }

    /// A task behind an internet gateway gets out only with an address of its own.
    fn has_public_address(&self, service: &'c Block<'c>, subnet: &'c Block<'c>) -> Walk<'c> {
        let own = self.node(service).get("network_configuration").get("assign_public_ip");
        match own.boolean().or(false) {
            Read::Known(true) => Ok(()),
            Read::Known(false) => blocked(
                own,
                format!(
                    "its tasks have no public address, and `{}` leads to an internet gateway",
                    subnet.address()
                ),
                "put the tasks into subnets that lead to a NAT gateway",
            ),
            _ => unknown(own, "no file says whether its tasks have a public address"),
        }
    }

    /// To an endpoint of AWS by its name: through the VPC's own, if there is one, else over the internet.
    fn to_endpoint(
        &self,
        service: &'c Block<'c>,
        place: &Place<'c>,
        name: &str,
        way: &mut Way<'c>,
    ) -> Walk<'c> {
        let vpc = place.subnets.first().and_then(|subnet| self.vpc(subnet));
        let mut gateway = None;
        for endpoint in
            vpc.into_iter().flat_map(|vpc| self.configuration.referring("aws_vpc_endpoint", "vpc_id", vpc))
        {
            if !is_endpoint_of(endpoint, name) {
                continue;
            }
            match endpoint.get("vpc_endpoint_type").text().or("Gateway".into()) {
                Read::Known(kind) if kind == "Interface" => {
                    // Where the private name is on, it is taken; where it is off, the public one leads outside.
                    if endpoint.get("private_dns_enabled").boolean().or(false).is(&true) {
                        return self.to_interface(vpc, place, endpoint, way);
                    }
                }
                Read::Known(kind) if kind == "Gateway" => gateway = Some(endpoint),
                _ => {
                    return unknown(
                        endpoint.get("vpc_endpoint_type"),
                        "no file says what kind of endpoint it is",
                    );
                }
            }
        }
        match gateway {
            Some(endpoint) => self.to_gateway(service, place, endpoint, way),
            None => self.leave(service, place, HTTPS, way),
        }
    }

    fn to_interface(
        &self,
        vpc: Option<&'c Block<'c>>,
        place: &Place<'c>,
        endpoint: Node<'c>,
        way: &mut Way<'c>,
    ) -> Walk<'c> {
        let address = endpoint.block().address();
        if let Some(vpc) = vpc {
            for (flag, default) in [("enable_dns_support", true), ("enable_dns_hostnames", false)] {
                let flag = self.node(vpc).get(flag);
                match flag.boolean().or(default) {
                    Read::Known(true) => {}
                    Read::Known(false) => {
                        let reason =
                            format!("`{address}` has a private name, which this VPC does not resolve");
                        return blocked(
                            flag,
                            reason,
                            "set `enable_dns_support` and `enable_dns_hostnames` to true",
                        );
                    }
                    _ => return unknown(flag, "no file says whether the VPC resolves private names"),
                }
            }
        }
        let there = self.place_of_endpoint(endpoint.block())?;
        self.pass(
            &place.groups,
            Direction::Egress,
            HTTPS,
            Other::Member(&there.groups, &there.networks),
            way,
        )?;
        self.step(way, endpoint, || "an interface endpoint with the service's own name");
        self.pass(
            &there.groups,
            Direction::Ingress,
            HTTPS,
            Other::Member(&place.groups, &place.networks),
            way,
        )
    }

    pub(super) fn to_gateway(
        &self,
        service: &'c Block<'c>,
        place: &Place<'c>,
        endpoint: Node<'c>,
        way: &mut Way<'c>,
    ) -> Walk<'c> {
        let mut routed = true;
        for subnet in &place.subnets {
            let table = self.table(subnet)?;
            let mut tables = endpoint.get("route_table_ids").elements();
            routed &=
                tables.any(|element| element.target().known().is_some_and(|target| target.block == table));
        }
        if !routed {
            // Without a route to it, its traffic goes where the rest goes.
            return self.leave(service, place, HTTPS, way);
        }
        self.pass(&place.groups, Direction::Egress, HTTPS, Other::Endpoint(endpoint.block()), way)?;
        self.step(way, endpoint, || "a gateway endpoint, with a route in each of its subnets' tables");
        Ok(())
    }
}

/// Whether an endpoint is that of a service: `com.amazonaws.us-east-1.ecr.api` of `ecr.api`.
fn is_endpoint_of(endpoint: Node<'_>, name: &str) -> bool {
    let Read::Known(symbol) = endpoint.get("service_name").symbol() else { return false };
    // The region may be an expression; what follows it is not.
    let Some(configuration::Piece::Literal(text)) = symbol.0.last() else { return false };
    let service = match text.strip_prefix("com.amazonaws.") {
        Some(rest) => rest.split_once('.').map_or(rest, |(_, service)| service),
        None => text.trim_start_matches('.'),
    };
    service == name
}
