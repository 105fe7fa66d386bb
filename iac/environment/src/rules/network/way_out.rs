//! A private subnet has a way to AWS: a NAT gateway or interface endpoints.

use aws::limits::Refused;

use crate::read::{Report, at};
use crate::rules::Context;
use crate::truth::{InterfaceEndpoints, Nat};

pub(super) fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let network = &context.file.network;
    if (network.nat, network.interface_endpoints) == (Some(Nat::None), Some(InterfaceEndpoints::None)) {
        let refused = Refused::new(
            "without NAT and without interface endpoints no task can start: it cannot fetch its image",
        );
        report.error(
            &at!["network", "interface_endpoints"],
            refused.hint("write `interface_endpoints = \"required\"`, or `nat = \"single\"`"),
        );
    }
}
