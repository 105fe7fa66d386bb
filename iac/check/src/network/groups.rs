//! Through the rules of security groups: out of one, into another.

use aws::limits::Cidr;
use configuration::{Block, Node, Read};

use super::Network;
use super::hop::{Walk, Way, any, blocked, unknown};
use crate::security_groups::{Direction, GroupRule, Peer, Protocol};

/// The other side of a connection, as a security group's rules may name it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Other<'n, 'c> {
    /// Any address of the internet.
    Anywhere,
    /// Somebody with these groups, whose address is in one of these networks.
    Member(&'n [&'c Block<'c>], &'n [Cidr]),
    /// What is behind a gateway endpoint.
    Endpoint(&'c Block<'c>),
}

impl<'c> Network<'c> {
    /// Whether one of `groups` lets a connection of TCP through; adds the rule that does to the way.
    pub(super) fn pass(
        &self,
        groups: &[&'c Block<'c>],
        direction: Direction,
        port: u16,
        other: Other<'_, 'c>,
        way: &mut Way<'c>,
    ) -> Walk<'c> {
        let found = any(groups.iter().map(|group| self.permits(group, direction, port, other)));
        match found {
            Some(Ok(rule)) => {
                let (to, whom) = match direction {
                    Direction::Ingress => ("from", "lets in"),
                    Direction::Egress => ("to", "lets out"),
                };
                self.step(way, rule.at, || {
                    format!("{whom} {} {to} {}", ports(&rule, port), peer(&rule.peer))
                });
                Ok(())
            }
            Some(Err(stop)) => Err(stop),
            None => unreachable_without_groups(self, groups),
        }
    }

    /// The rule of a group that lets a connection through.
    fn permits(
        &self,
        group: &'c Block<'c>,
        direction: Direction,
        port: u16,
        other: Other<'_, 'c>,
    ) -> Walk<'c, GroupRule<'c>> {
        let node = self.node(group);
        let Some(known) = self.groups.get(group) else {
            return unknown(node, format!("the rules of `{}` are not in these files", group.address()));
        };
        let mut doubtful = None;
        // The narrowest rule is told: what names the other side comes before what names everybody.
        let named = if let Other::Member(groups, _) = other { groups } else { &[] };
        let (wide, narrow): (Vec<_>, Vec<_>) =
            known.in_direction_of(direction, named).into_iter().partition(|rule| rule.peer.is_anywhere());
        for rule in narrow.into_iter().chain(wide) {
            let admits = match (rule.admits(Protocol::Tcp, port), self.is_peer(rule, other)) {
                (Some(false), _) | (_, Some(false)) => Some(false),
                (Some(true), Some(true)) => Some(true),
                _ => None,
            };
            match admits {
                Some(true) if rule.is_certain => return Ok(rule.clone()),
                Some(false) => {}
                _ => doubtful = Some(rule.at),
            }
        }
        if let Some(rule) = doubtful {
            return unknown(rule, "no file says what this rule lets through");
        }
        if !known.is_complete {
            return unknown(node, format!("the rules of `{}` are not all in these files", group.address()));
        }
        let (verb, preposition) = match direction {
            Direction::Ingress => ("lets in nothing", "from"),
            Direction::Egress => ("lets out nothing", "to"),
        };
        let whom = describe(other);
        blocked(
            node,
            format!("`{}` {verb} {preposition} {whom} on {port}", group.address()),
            format!("add an {} rule for TCP {port} {preposition} {whom}", direction.name()),
        )
    }

    /// Whether a rule's peer is the other side; none if that is not known.
    fn is_peer(&self, rule: &GroupRule<'c>, other: Other<'_, 'c>) -> Option<bool> {
        match (&rule.peer, other) {
            (Peer::Unknown, _) => None,
            (peer, _) if peer.is_anywhere() => Some(true),
            (Peer::V4(_) | Peer::V6(..) | Peer::PrefixListId(_), Other::Anywhere) => {
                // A part of the internet: whether it is the part that matters, nobody knows.
                Some(false)
            }
            (Peer::V4(cidr), Other::Member(_, networks)) => {
                let inside = |network: &Cidr| cidr.contains(*network);
                Some(!networks.is_empty() && networks.iter().all(inside))
            }
            (Peer::Group(group), Other::Member(groups, _)) => Some(groups.contains(group)),
            (Peer::Itself, Other::Member(groups, _)) => {
                Some(groups.iter().any(|group| self.is_rule_of(rule, group)))
            }
            (Peer::PrefixList(list), Other::Endpoint(endpoint)) => Some(*list == endpoint),
            // It may be the list of the very service.
            (Peer::PrefixListId(_), Other::Endpoint(_)) => None,
            _ => Some(false),
        }
    }

    fn is_rule_of(&self, rule: &GroupRule<'c>, group: &'c Block<'c>) -> bool {
        let known = self.groups.get(group);
        known.is_some_and(|group| {
            group.in_direction_of(rule.direction, &[]).iter().any(|other| other.at == rule.at)
        })
    }

    /// The groups that a list of references names.
    pub(super) fn groups_of(&self, list: Node<'c>, whose: Node<'c>) -> Walk<'c, Vec<&'c Block<'c>>> {
        if !list.is_present() {
            return unknown(whose, "it has the default security group of its VPC, which is not judged here");
        }
        let mut groups = Vec::new();
        for element in list.elements() {
            match self.groups.referred(element) {
                Read::Known(group) => groups.push(group),
                _ => return unknown(element, "no file says which security group this is"),
            }
        }
        if groups.is_empty() {
            return unknown(list, "no file says which security groups these are");
        }
        Ok(groups)
    }
}

fn unreachable_without_groups<'c>(network: &Network<'c>, groups: &[&'c Block<'c>]) -> Walk<'c> {
    match groups.first() {
        Some(group) => unknown(network.node(group), "no file says what its security groups let through"),
        None => Ok(()),
    }
}

fn ports(rule: &GroupRule<'_>, port: u16) -> String {
    match rule.protocol {
        Protocol::All => "everything".to_owned(),
        _ => format!("TCP {port}"),
    }
}

fn peer(peer: &Peer<'_>) -> String {
    match peer {
        Peer::V4(cidr) => cidr.to_string(),
        Peer::V6(address, prefix) => format!("{address}/{prefix}"),
        Peer::Group(block) | Peer::PrefixList(block) => format!("`{}`", block.address()),
        Peer::Itself => "its own members".to_owned(),
        Peer::PrefixListId(id) => format!("`{id}`"),
        Peer::Unknown => "somebody".to_owned(),
    }
}

fn describe(other: Other<'_, '_>) -> String {
    match other {
        Other::Anywhere => "the internet".to_owned(),
        Other::Member(groups, _) => match groups.first() {
            Some(group) => format!("`{}`", group.address()),
            None => "the other side".to_owned(),
        },
        Other::Endpoint(endpoint) => format!("`{}`", endpoint.address()),
    }
}
