//! From the internet to a load balancer, and from a load balancer to the tasks behind it.

use configuration::{Block, Map, Node, Read};

use super::Network;
use super::groups::Other;
use super::hop::{Walk, Way, blocked, unknown};
use super::routes::Exit;
use crate::security_groups::Direction;

/// Something that forwards to a target group.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Forward<'c> {
    /// The load balancer.
    pub(crate) load_balancer: &'c Block<'c>,
    /// The listener.
    pub(crate) listener: Node<'c>,
    /// The rule, or the listener itself where it forwards what no rule matches.
    pub(crate) by: Node<'c>,
}

/// Who forwards to a target group, by its index.
pub(super) type Forwards<'c> = Map<usize, Vec<Forward<'c>>>;

/// A target group that the tasks of a service register with.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Registered<'c> {
    /// The service's block that says so.
    pub(crate) at: Node<'c>,
    /// The target group.
    pub(crate) group: &'c Block<'c>,
}

impl<'c> Network<'c> {
    /// From the internet to a listener of a load balancer.
    pub(crate) fn internet_to_listener(&self, listener: Node<'c>, way: &mut Way<'c>) -> Walk<'c> {
        let Read::Known(target) = listener.get("load_balancer_arn").target() else {
            return unknown(listener.get("load_balancer_arn"), "no file says of which load balancer it is");
        };
        let load_balancer = target.block;
        match self.is_internal(load_balancer) {
            Read::Known(false) => {}
            Read::Known(true) => {
                let at = self.node(load_balancer).get("internal");
                return blocked(
                    at,
                    format!("`{}` is internal", load_balancer.address()),
                    "set `internal` to false",
                );
            }
            _ => {
                return unknown(
                    self.node(load_balancer).get("internal"),
                    "no file says whether it is internal",
                );
            }
        }
        let port = port_at(listener.get("port"))?;
        let place = self.place_of_load_balancer(load_balancer)?;
        for (at, subnet) in place.subnets.iter().enumerate() {
            let mut silent = Way::new();
            let way = if at == 0 { &mut *way } else { &mut silent };
            if self.out(subnet, way)? == Exit::Nat {
                return blocked(
                    self.node(load_balancer).get("subnets"),
                    format!("`{}` leads to a NAT gateway, through which nobody comes in", subnet.address()),
                    "put the load balancer into subnets whose default route leads to an internet gateway",
                );
            }
        }
        self.pass(&place.groups, Direction::Ingress, port, Other::Anywhere, way)?;
        self.step(way, listener, || format!("listens on {port}"));
        Ok(())
    }

    /// From a load balancer to the tasks of a service on one port.
    pub(crate) fn load_balancer_to_service(
        &self,
        load_balancer: &'c Block<'c>,
        service: &'c Block<'c>,
        port: u16,
        way: &mut Way<'c>,
    ) -> Walk<'c> {
        let from = self.place_of_load_balancer(load_balancer)?;
        let to = self.place_of_service(service)?;
        let vpcs =
            (from.subnets.first().and_then(|s| self.vpc(s)), to.subnets.first().and_then(|s| self.vpc(s)));
        if let (Some(one), Some(other)) = vpcs
            && one != other
        {
            return blocked(
                self.node(service).get("network_configuration"),
                format!(
                    "`{}` is in `{}`, and the tasks are in `{}`",
                    load_balancer.address(),
                    one.address(),
                    other.address()
                ),
                "put both into one VPC",
            );
        }
        self.pass(&from.groups, Direction::Egress, port, Other::Member(&to.groups, &to.networks), way)?;
        self.pass(&to.groups, Direction::Ingress, port, Other::Member(&from.groups, &from.networks), way)
    }

    /// From the internet to the tasks of a service, without a load balancer.
    pub(super) fn internet_to_service(
        &self,
        service: &'c Block<'c>,
        port: u16,
        way: &mut Way<'c>,
    ) -> Walk<'c> {
        let place = self.place_of_service(service)?;
        self.pass(&place.groups, Direction::Ingress, port, Other::Anywhere, way)?;
        let own = self.node(service).get("network_configuration").get("assign_public_ip");
        match own.boolean().or(false) {
            Read::Known(true) => {}
            Read::Known(false) => return blocked(own, "its tasks have no public address", ""),
            _ => return unknown(own, "no file says whether its tasks have a public address"),
        }
        match place.subnets.first() {
            Some(subnet) => match self.out(subnet, way)? {
                Exit::Gateway => Ok(()),
                Exit::Nat => blocked(
                    self.node(subnet),
                    "its subnet leads to a NAT gateway, through which nobody comes in",
                    "",
                ),
            },
            None => Ok(()),
        }
    }

    /// The target groups that the tasks of a service register with.
    pub(crate) fn registered(&self, service: &'c Block<'c>) -> Vec<Registered<'c>> {
        let blocks = self.node(service).blocks("load_balancer");
        let group = |at: Node<'c>| match at.get("target_group_arn").target() {
            Read::Known(target) => Some(Registered { at, group: target.block }),
            _ => None,
        };
        blocks.filter_map(group).collect()
    }

    /// Who forwards to a target group.
    pub(crate) fn forwards(&self, group: &'c Block<'c>) -> &[Forward<'c>] {
        let forwards = self.forwards.get_or_init(|| self.find_forwards());
        forwards.get(&group.index()).map_or(&[], Vec::as_slice)
    }

    fn find_forwards(&self) -> Forwards<'c> {
        let mut forwards = Forwards::default();
        let mut add = |by: Node<'c>, listener: Node<'c>, actions: &'static str| {
            let Read::Known(target) = listener.get("load_balancer_arn").target() else { return };
            for action in by.blocks(actions) {
                let plain = action.get("target_group_arn");
                let weighted = action.get("forward").blocks("target_group").map(|group| group.get("arn"));
                for group in std::iter::once(plain).chain(weighted) {
                    if let Read::Known(to) = group.target() {
                        let forward = Forward { load_balancer: target.block, listener, by };
                        forwards.entry(to.block.index()).or_default().push(forward);
                    }
                }
            }
        };
        for listener in self.configuration.resources("aws_lb_listener") {
            add(listener, listener, "default_action");
        }
        for rule in self.configuration.resources("aws_lb_listener_rule") {
            if let Read::Known(listener) = rule.get("listener_arn").target() {
                add(rule, self.node(listener.block), "action");
            }
        }
        forwards
    }
}

/// A port, if a file says it.
pub(super) fn port_at(at: Node<'_>) -> Walk<'_, u16> {
    match at.integer().map(u16::try_from) {
        Read::Known(Ok(port)) => Ok(port),
        _ => unknown(at, "no file says which port this is"),
    }
}

/// What a rule of a listener lets through: its paths and hosts.
pub(super) fn conditions(by: Node<'_>) -> String {
    let of = |kind: &'static str| {
        by.blocks("condition")
            .flat_map(move |condition| condition.get(kind).get("values").elements())
            .filter_map(|value| value.text().known())
            .map(std::borrow::Cow::into_owned)
            .collect::<Vec<String>>()
    };
    let all = [of("path_pattern"), of("host_header")].concat();
    if all.is_empty() { "whatever no rule matches".to_owned() } else { all.join(" ") }
}
