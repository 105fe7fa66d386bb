//! One rule of a security group, and how its parts are read.

use std::borrow::Cow;
use std::net::Ipv6Addr;

use aws::limits::Cidr;
use configuration::{Block, Json, Node, Read};

/// Which way traffic goes, seen from the group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Direction {
    Ingress,
    Egress,
}

impl Direction {
    /// As the provider calls it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Ingress => "ingress",
            Self::Egress => "egress",
        }
    }
}

/// What a rule lets through.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Protocol {
    All,
    Tcp,
    Udp,
    /// By its number: 1 is ICMP, 58 is that for IPv6.
    Other(u8),
    Unknown,
}

/// The ports of a rule for TCP or UDP. What has no ports lets all of them through.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Ports {
    All,
    /// Both ends belong to it.
    Range(u16, u16),
    Unknown,
}

/// Where traffic comes from, or goes to.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Peer<'c> {
    V4(Cidr),
    /// The first address, and the prefix.
    V6(Ipv6Addr, u8),
    /// Another group: a resource, or a data source.
    Group(&'c Block<'c>),
    /// The group that the rule belongs to.
    Itself,
    /// A prefix list: a resource, a data source, or the endpoint that has one.
    PrefixList(&'c Block<'c>),
    /// A prefix list that somebody wrote down: `pl-63a5400a`.
    PrefixListId(Cow<'c, str>),
    /// Only Terraform knows, or it is malformed.
    Unknown,
}

impl Peer<'_> {
    /// Whether it is every address there is, or half of them: two such rules are all.
    pub(crate) fn is_anywhere(&self) -> bool {
        match self {
            Self::V4(cidr) => cidr.prefix() <= 1,
            Self::V6(_, prefix) => *prefix <= 1,
            _ => false,
        }
    }

    /// Whether it is a part of the internet that nobody has for himself: a few such rules are all of it.
    ///
    /// Of IPv4, the largest that anybody got is a /8; of IPv6 a /12, and what is used in the world is `2000::/3`. What is
    /// not used there is private, or of one link.
    pub(crate) fn is_world(&self) -> bool {
        match self {
            Self::V4(cidr) => cidr.prefix() < 8,
            Self::V6(first, prefix) => *prefix < 12 && (first.segments()[0] >> 13 == 1 || *prefix < 3),
            _ => false,
        }
    }
}

/// One rule with one peer.
#[derive(Clone, Debug)]
pub(crate) struct GroupRule<'c> {
    pub(crate) direction: Direction,
    pub(crate) protocol: Protocol,
    pub(crate) ports: Ports,
    pub(crate) peer: Peer<'c>,
    /// The block or the resource that it comes from.
    pub(crate) at: Node<'c>,
    /// Where its peer is written.
    pub(crate) peer_at: Node<'c>,
    /// Whether it is there exactly once: neither it nor its group is counted.
    pub(crate) is_certain: bool,
}

impl GroupRule<'_> {
    /// Whether traffic of a protocol to a port is let through; none if that is not known.
    pub(crate) fn admits(&self, protocol: Protocol, port: u16) -> Option<bool> {
        let by_ports = match self.ports {
            Ports::All => Some(true),
            Ports::Range(from, to) => Some((from..=to).contains(&port)),
            Ports::Unknown => None,
        };
        match self.protocol {
            Protocol::All => Some(true),
            Protocol::Unknown => by_ports.filter(|admits| !admits),
            own if own == protocol => by_ports,
            _ => Some(false),
        }
    }
}

pub(super) fn read_protocol(at: Node<'_>) -> Protocol {
    let Read::Known(text) = at.text() else { return Protocol::Unknown };
    match text.to_ascii_lowercase().as_str() {
        "-1" | "all" => Protocol::All,
        "tcp" | "6" => Protocol::Tcp,
        "udp" | "17" => Protocol::Udp,
        "icmp" => Protocol::Other(1),
        "icmpv6" => Protocol::Other(58),
        number => number.parse().map_or(Protocol::Unknown, Protocol::Other),
    }
}

pub(super) fn read_ports(protocol: Protocol, at: Node<'_>) -> Ports {
    match protocol {
        Protocol::All | Protocol::Other(_) => Ports::All,
        Protocol::Tcp | Protocol::Udp | Protocol::Unknown => {
            let port = |name| at.get(name).integer().known().and_then(|port| u16::try_from(port).ok());
            match (port("from_port"), port("to_port")) {
                (Some(from), Some(to)) => Ports::Range(from, to),
                _ => Ports::Unknown,
            }
        }
    }
}

pub(super) fn v4(at: Node<'_>) -> Peer<'_> {
    let cidr = at.text().known().and_then(|text| Cidr::new(&text).ok());
    cidr.map_or(Peer::Unknown, Peer::V4)
}

pub(super) fn v6(at: Node<'_>) -> Peer<'_> {
    let read = || {
        let text = at.text().known()?;
        let (address, prefix) = text.split_once('/')?;
        let prefix = prefix.parse().ok().filter(|prefix| *prefix <= 128)?;
        Some(Peer::V6(address.parse().ok()?, prefix))
    };
    read().unwrap_or(Peer::Unknown)
}

pub(super) fn prefix_list(at: Node<'_>) -> Peer<'_> {
    if let Read::Known(target) = at.target() {
        return Peer::PrefixList(target.block);
    }
    match (at.json(), at.text()) {
        (Some(Json::String(_)), Read::Known(id)) => Peer::PrefixListId(id),
        _ => Peer::Unknown,
    }
}
