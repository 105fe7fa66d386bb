//! Subnets are inside the VPC.

use aws::limits::Refused;

use super::subnets;
use crate::read::Report;
use crate::rules::Context;

pub(super) fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let Some(cidr) = &context.file.network.cidr else {
        return;
    };
    for (subnet, path) in subnets(context) {
        if !cidr.get().contains(subnet) {
            let refused = Refused::new(format!("`{subnet}` is not inside the VPC's `{cidr}`"));
            report.error(&path, refused.allowed(format!("{} to {}", cidr.get().first(), cidr.get().last())));
        }
    }
}
