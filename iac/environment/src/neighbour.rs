//! What an environment's file says of itself that others must respect: read without asking whether the rest is right.

use std::collections::BTreeSet;

use aws::limits::VpcCidr;
use toml::de::{DeTable, DeValue};

use crate::text::EnvironmentName;
use crate::truth::Nat;

/// Another environment of the workspace.
#[derive(Clone, Debug)]
pub(crate) struct Neighbour {
    pub(crate) name: EnvironmentName,
    pub(crate) cidr: Option<VpcCidr>,
    /// One for each NAT gateway.
    pub(crate) elastic_ips: usize,
    pub(crate) region: Option<String>,
    pub(crate) account: Option<String>,
}

impl Neighbour {
    /// Reads what there is to read in an environment's file and the shared defaults.
    pub(crate) fn new(name: &EnvironmentName, file: &DeTable<'_>, defaults: &DeTable<'_>) -> Self {
        let find = |path: [&str; 2]| get(file, path).or_else(|| get(defaults, path));
        let text = |path| find(path).and_then(DeValue::as_str);
        let nat = match text(["network", "nat"]) {
            Some("single") => Nat::Single,
            Some("one-per-az") => Nat::OnePerAz,
            _ => Nat::None,
        };
        let zones =
            [file, defaults].into_iter().filter_map(|table| get(table, ["network", "zones"])?.as_table());
        let zones: BTreeSet<&str> =
            zones.flat_map(|zones| zones.keys().map(|zone| zone.get_ref().as_ref())).collect();
        Self {
            name: name.clone(),
            cidr: text(["network", "cidr"]).and_then(|cidr| VpcCidr::new(cidr).ok()),
            elastic_ips: nat.gateways(zones.len()),
            region: text(["account", "region"]).map(str::to_owned),
            account: text(["account", "id"]).map(str::to_owned),
        }
    }
}

fn get<'t, 'i>(table: &'t DeTable<'i>, [first, second]: [&str; 2]) -> Option<&'t DeValue<'i>> {
    let below = table.get(first)?.get_ref().as_table()?;
    below.get(second).map(toml::Spanned::get_ref)
}
