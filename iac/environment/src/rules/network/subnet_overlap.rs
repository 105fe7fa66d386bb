//! No two subnets share an address.

use aws::limits::Refused;

use super::subnets;
use crate::read::Report;
use crate::rules::Context;

pub(super) fn check(context: &Context<'_>, report: &mut Report<'_>) {
    // In the order of addresses, a subnet overlaps an earlier one only if it overlaps the one that reaches furthest.
    let mut furthest: Option<(aws::limits::Cidr, crate::read::Path)> = None;
    for (subnet, path) in subnets(context) {
        if let Some((other, other_path)) = &furthest
            && other.overlaps(subnet)
        {
            let refused = Refused::new(format!("`{subnet}` overlaps `{other}` of `{other_path}`"));
            report.error(&path, refused.hint(format!("the next free address is {}", after(*other))));
            continue;
        }
        furthest = Some((subnet, path));
    }
}

fn after(cidr: aws::limits::Cidr) -> std::net::Ipv4Addr {
    std::net::Ipv4Addr::from_bits(cidr.last().to_bits().wrapping_add(1))
}
