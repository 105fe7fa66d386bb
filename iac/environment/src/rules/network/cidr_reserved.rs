//! A VPC keeps clear of the networks that AWS and Docker use inside it.

use std::net::Ipv4Addr;

use aws::limits::{Cidr, Refused};

use crate::read::{Report, at};
use crate::rules::Context;

const RESERVED: [(Cidr, &str); 4] = [
    (Cidr::of(Ipv4Addr::new(172, 17, 0, 0), 16), "Docker's bridge, which several services of AWS use"),
    (Cidr::of(Ipv4Addr::new(100, 64, 0, 0), 10), "carrier-grade NAT, which Fargate and Lambda use inside"),
    (Cidr::of(Ipv4Addr::new(198, 18, 0, 0), 15), "benchmarks, which AWS uses inside"),
    (Cidr::of(Ipv4Addr::new(169, 254, 0, 0), 16), "link-local addresses, such as the tasks' metadata"),
];

pub(super) fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let Some(cidr) = &context.file.network.cidr else {
        return;
    };
    for (reserved, use_of) in RESERVED {
        if reserved.overlaps(cidr.get()) {
            let refused = Refused::new(format!("`{cidr}` overlaps `{reserved}`: {use_of}"));
            report.error(&at!["network", "cidr"], refused.hint("choose a network in `10.0.0.0/8`"));
        }
    }
}
