//! The VPC and its subnets.

use std::collections::BTreeMap;

use super::required;
use crate::file::{self, Table};
use crate::read::{Report, at};
use crate::truth::{Network, Zone};

/// The subnets of the database, by zone, as far as there are any.
pub(super) fn isolated(file: &file::Network) -> super::database::Isolated {
    file.zones.iter().map(|(name, zone)| (name.clone(), zone.isolated.clone())).collect()
}

pub(super) fn network(Table(file): Table<file::Network>, report: &mut Report<'_>) -> Option<Network> {
    let cidr = required(report, file.cidr, &at!["network", "cidr"], "\"10.0.0.0/16\"");
    let nat = required(report, file.nat, &at!["network", "nat"], "\"single\"");
    let endpoints = at!["network", "interface_endpoints"];
    let interface_endpoints = required(report, file.interface_endpoints, &endpoints, "\"none\"");
    let count = file.zones.len();
    let zones = file.zones.into_iter().filter_map(|(name, Table(file))| {
        let at = at!["network", "zones", name.as_str()];
        let public = required(report, file.public, &at.join("public"), "\"10.0.0.0/24\"");
        let private = required(report, file.private, &at.join("private"), "\"10.0.16.0/20\"");
        Some((name, Zone { public: public?, private: private? }))
    });
    let zones: BTreeMap<_, _> = zones.collect();
    if zones.len() != count {
        return None;
    }
    Some(Network { cidr: cidr?, zones, nat: nat?, interface_endpoints: interface_endpoints? })
}
