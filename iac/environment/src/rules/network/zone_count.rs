//! A load balancer spans at least two zones.

use aws::limits::Refused;

use crate::read::{Report, at};
use crate::rules::{Context, count};

const LEAST: usize = 2;

pub(super) fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let path = at!["network", "zones"];
    let zones = &context.file.network.zones;
    if zones.len() >= LEAST || !report.tree.is_intact(&path) {
        return;
    }
    let example = context.file.account.region.iter().flat_map(aws::limits::Region::zones);
    let example = example.into_iter().find(|name| !zones.contains_key(name.as_str()));
    let example = example.unwrap_or_else(|| "us-east-1a".to_owned());
    let refused = Refused::new(format!("has {}, and a load balancer needs two", count(zones.len(), "zone")));
    report.error(&path, refused.hint(format!("add `[network.zones.{example}]` with `public` and `private`")));
}
