//! A VPC has private addresses: others hide whoever owns them on the internet.

use std::net::Ipv4Addr;

use aws::limits::{Cidr, Refused};

use crate::read::{Report, at};
use crate::rules::Context;

const PRIVATE: [Cidr; 4] = [
    Cidr::of(Ipv4Addr::new(10, 0, 0, 0), 8),
    Cidr::of(Ipv4Addr::new(172, 16, 0, 0), 12),
    Cidr::of(Ipv4Addr::new(192, 168, 0, 0), 16),
    // Not private, but never on the internet; the rule on reserved networks speaks of it.
    Cidr::of(Ipv4Addr::new(100, 64, 0, 0), 10),
];

pub(super) fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let Some(cidr) = &context.file.network.cidr else {
        return;
    };
    if !PRIVATE.iter().any(|private| private.contains(cidr.get())) {
        let refused = Refused::new(format!(
            "`{cidr}` belongs to somebody on the internet, whom the tasks cannot reach"
        ));
        report.warning(
            &at!["network", "cidr"],
            refused.allowed("networks in `10.0.0.0/8`, `172.16.0.0/12` and `192.168.0.0/16`"),
        );
    }
}
