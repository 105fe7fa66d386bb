//! Every connection that can be opened: what the generated README's table shows.

use aws::limits::Cidr;
use configuration::{Block, Node, Read};

use super::hop::Way;
use super::inbound::{conditions, port_at};
use super::{Network, ends::Outside};
use crate::security_groups::{Direction, GroupRule, Peer, Ports, Protocol};

/// A connection that can be opened.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Connection {
    /// Who opens it.
    pub from: String,
    /// To whom.
    pub to: String,
    /// On which ports.
    pub ports: String,
    /// Through what, besides the rules of security groups.
    pub through: String,
    /// Why, as the rule's description says.
    pub why: String,
}

impl<'c> Network<'c> {
    /// Every connection that somebody outside, a load balancer or a task can open, as the walk finds it: both sides' rules let
    /// it through, and there is a route.
    pub(crate) fn connections(&self) -> Vec<Connection> {
        let mut found = Vec::new();
        for listener in self.configuration.resources("aws_lb_listener") {
            self.of_internet(listener, &mut found);
        }
        for service in self.blocks("aws_ecs_service") {
            self.of_load_balancers(service, &mut found);
            self.of_service(service, &mut found);
        }
        found
    }

    fn of_internet(&self, listener: Node<'c>, found: &mut Vec<Connection>) {
        let mut way = Way::new();
        let Ok(()) = self.internet_to_listener(listener, &mut way) else { return };
        let Read::Known(target) = listener.get("load_balancer_arn").target() else { return };
        found.push(Connection {
            from: "internet".to_owned(),
            to: load_balancer(target.block),
            ports: listener.get("port").text().known().unwrap_or_default().into_owned(),
            through: through(&way),
            why: why(&way),
        });
    }

    fn of_load_balancers(&self, service: &'c Block<'c>, found: &mut Vec<Connection>) {
        for registered in self.registered(service) {
            for forward in self.forwards(registered.group) {
                let Ok(port) = port_at(registered.at.get("container_port")) else { continue };
                let mut way = Way::new();
                let Ok(()) = self.load_balancer_to_service(forward.load_balancer, service, port, &mut way)
                else {
                    continue;
                };
                found.push(Connection {
                    from: load_balancer(forward.load_balancer),
                    to: service.name.to_owned(),
                    ports: port.to_string(),
                    through: format!("`{}`", conditions(forward.by)),
                    why: why(&way),
                });
            }
        }
    }

    /// What the rules of a task's groups let out, where there is a way.
    fn of_service(&self, service: &'c Block<'c>, found: &mut Vec<Connection>) {
        let Ok(place) = self.place_of_service(service) else { return };
        for group in place.groups.iter().filter_map(|group| self.groups.get(group)) {
            for rule in group.in_direction(Direction::Egress) {
                let Some((to, through)) = self.behind(service, rule) else { continue };
                found.push(Connection {
                    from: service.name.to_owned(),
                    to,
                    ports: ports(rule),
                    through,
                    why: rule.at.get("description").text().known().unwrap_or_default().into_owned(),
                });
            }
        }
    }

    /// Who is behind a rule that lets something out, and through what; nobody, if nothing leads there.
    fn behind(&self, service: &'c Block<'c>, rule: &GroupRule<'c>) -> Option<(String, String)> {
        let Ports::Range(port, _) = rule.ports else { return None };
        match &rule.peer {
            peer if peer.is_anywhere() => {
                let outside = Outside { host: "internet".to_owned(), port };
                let mut way = Way::new();
                self.service_to_outside(service, &outside, &mut way).ok()?;
                Some(("internet".to_owned(), through(&way)))
            }
            Peer::PrefixList(endpoint) => {
                let place = self.place_of_service(service).ok()?;
                let mut way = Way::new();
                self.to_gateway(service, &place, self.node(endpoint), &mut way).ok()?;
                Some((name_of_endpoint(self.node(endpoint)), "gateway endpoint".to_owned()))
            }
            Peer::Group(group) => {
                self.members(service, group, port).or_else(|| self.databases_with(service, group, port))
            }
            // Within the VPC every subnet leads everywhere.
            Peer::V4(cidr) if self.is_in_vpc(service, *cidr)? => {
                Some((cidr.to_string(), "the VPC's own routes".to_owned()))
            }
            Peer::V4(cidr) if !is_private(*cidr) => {
                let mut way = Way::new();
                for subnet in &self.place_of_service(service).ok()?.subnets {
                    self.out(subnet, &mut way).ok()?;
                }
                Some((cidr.to_string(), through(&way)))
            }
            _ => None,
        }
    }

    /// The interface endpoints that have a group, if they let the task in.
    fn members(&self, service: &'c Block<'c>, group: &'c Block<'c>, port: u16) -> Option<(String, String)> {
        let place = self.place_of_service(service).ok()?;
        let mut names = Vec::new();
        for endpoint in self.configuration.referring("aws_vpc_endpoint", "security_group_ids", group) {
            let there = self.place_of_endpoint(endpoint.block()).ok()?;
            let mut way = Way::new();
            let other = super::groups::Other::Member(&place.groups, &place.networks);
            self.pass(&there.groups, Direction::Ingress, port, other, &mut way).ok()?;
            names.push(name_of_endpoint(endpoint));
        }
        (!names.is_empty()).then(|| (names.join(", "), "interface endpoints".to_owned()))
    }

    /// The databases that have a group and listen on the port, if they let the task in.
    fn databases_with(
        &self,
        service: &'c Block<'c>,
        group: &'c Block<'c>,
        port: u16,
    ) -> Option<(String, String)> {
        let has_group = |database: &&'c Block<'c>| {
            let place = self.place_of_database(database);
            place.is_ok_and(|place| place.groups.contains(&group))
        };
        let reached = |database: &&'c Block<'c>| {
            self.port_of_database(database).is_ok_and(|own| own == port)
                && self.service_to_database(service, database, &mut Way::new()).is_ok()
        };
        let databases = self.databases().filter(has_group).filter(reached);
        let names: Vec<String> = databases.map(|database| format!("database {}", database.name)).collect();
        (!names.is_empty()).then(|| (names.join(", "), "the VPC's own routes".to_owned()))
    }

    fn is_in_vpc(&self, service: &'c Block<'c>, cidr: Cidr) -> Option<bool> {
        let place = self.place_of_service(service).ok()?;
        let vpc = self.vpc(place.subnets.first()?)?;
        let text = self.node(vpc).get("cidr_block").text().known()?;
        Some(Cidr::new(&text).ok()?.contains(cidr))
    }
}

/// Whether addresses of the network are nobody's on the internet. <https://www.rfc-editor.org/rfc/rfc6890>
fn is_private(cidr: Cidr) -> bool {
    let first = cidr.first();
    let shared = first.octets()[0] == 100 && (64..128).contains(&first.octets()[1]);
    first.is_private() || first.is_loopback() || first.is_link_local() || shared
}

fn load_balancer(block: &Block<'_>) -> String {
    format!("load balancer {}", block.name)
}

/// What an endpoint is one of: `ecr.api` of `com.amazonaws.us-east-1.ecr.api`.
fn name_of_endpoint(endpoint: Node<'_>) -> String {
    let name = endpoint.get("service_name").text().known().unwrap_or_default();
    let service = name.strip_prefix("com.amazonaws.").and_then(|rest| rest.split_once('.'));
    service.map_or_else(|| endpoint.block().name.to_owned(), |(_, service)| service.to_owned())
}

fn ports(rule: &GroupRule<'_>) -> String {
    match (rule.protocol, rule.ports) {
        (Protocol::All, _) | (_, Ports::All) => "all".to_owned(),
        (_, Ports::Range(from, to)) if from == to => from.to_string(),
        (_, Ports::Range(from, to)) => format!("{from} to {to}"),
        (_, Ports::Unknown) => "unknown".to_owned(),
    }
}

/// The gateways on a way.
fn through(way: &Way<'_>) -> String {
    let mut gateways: Vec<&str> = Vec::new();
    for hop in way {
        let gateway = match hop.by.block().resource_type() {
            Some("aws_internet_gateway") => "internet gateway",
            Some("aws_nat_gateway") => "NAT gateway",
            _ => continue,
        };
        if !gateways.contains(&gateway) {
            gateways.push(gateway);
        }
    }
    gateways.join(", ")
}

/// The description of the last rule on a way.
fn why(way: &Way<'_>) -> String {
    let descriptions = way.iter().rev().filter_map(|hop| hop.by.get("description").text().known());
    descriptions.into_iter().next().unwrap_or_default().into_owned()
}
