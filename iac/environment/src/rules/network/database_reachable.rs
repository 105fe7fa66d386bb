//! Databases outside the VPC are reached through NAT.

use aws::limits::Refused;

use crate::read::{Report, at};
use crate::rules::Context;
use crate::truth::Nat;

pub(super) fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let network = &context.file.network;
    let (Some(cidr), Some(Nat::None)) = (&network.cidr, network.nat) else {
        return;
    };
    for (index, range) in context.file.database.ranges().iter().enumerate() {
        if !cidr.get().contains(range.get()) {
            let refused =
                Refused::new(format!("`{range}` is outside the VPC's `{cidr}`, and `network.nat` is `none`"));
            report.error(
                &at!["database", "external", "ranges", index],
                refused.hint("choose `nat = \"single\"` or `\"one-per-az\"`"),
            );
        }
    }
}
