//! The private subnets have room for every task twice, as a deployment starts the new ones beside the old.

use aws::limits::Refused;

use crate::read::{Report, at};
use crate::rules::Context;
use crate::truth::InterfaceEndpoints;

/// AWS keeps the first four addresses of a subnet, and the last.
const RESERVED: u64 = 5;
/// One address in each subnet for each interface endpoint that tasks need, with some to spare.
const ENDPOINTS: u64 = 10;

pub(super) fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let network = &context.file.network;
    let taken = match network.interface_endpoints {
        Some(InterfaceEndpoints::Required) => RESERVED + ENDPOINTS,
        _ => RESERVED,
    };
    let private = network.zones.values().filter_map(|zone| zone.private.as_ref());
    let room: u64 = private.map(|private| private.get().addresses().saturating_sub(taken)).sum();
    let maxima = context.file.services.values().map(|service| {
        let schedules = service.scaling.schedules.values().filter_map(|schedule| schedule.maximum);
        schedules.chain(service.scaling.maximum).max().map_or(0, |maximum| u64::from(maximum.get()))
    });
    let needed = 2 * maxima.sum::<u64>();
    let path = at!["network", "zones"];
    if needed > room && report.tree.is_intact(&path) && !network.zones.is_empty() {
        let refused = Refused::new(format!(
            "the private subnets have room for {room} tasks, and a deployment of all services at their maximum needs {needed}"
        ));
        report.warning(&path, refused.hint("make the private subnets larger, or lower `scaling.maximum`"));
    }
}
