//! The cluster.

use std::collections::BTreeMap;

use aws::limits::{Base, Refused};

use super::required;
use crate::file::{self, Table};
use crate::read::{Report, at};
use crate::truth::{CapacityProvider, Compute, Share};

pub(super) fn compute(Table(file): Table<file::Compute>, report: &mut Report<'_>) -> Option<Compute> {
    let architecture = required(report, file.architecture, &at!["compute", "architecture"], "\"arm64\"");
    let insights = at!["compute", "container_insights"];
    let container_insights = required(report, file.container_insights, &insights, "\"enhanced\"");
    let at = at!["compute", "capacity"];
    let mut capacity = BTreeMap::new();
    let mut complete = true;
    for (provider, key, share) in [
        (CapacityProvider::Fargate, "fargate", file.capacity.0.fargate),
        (CapacityProvider::FargateSpot, "fargate-spot", file.capacity.0.fargate_spot),
    ] {
        let Some(share) = share else { continue };
        let weight = required(report, share.weight, &at.join(key).join("weight"), "1");
        match (share.base.or(Base::new(0).ok()), weight) {
            (Some(base), Some(weight)) => drop(capacity.insert(provider, Share { base, weight })),
            _ => complete = false,
        }
    }
    if complete && capacity.is_empty() && report.tree.is_intact(&at) {
        let refused =
            Refused::new("does not say where tasks run").allowed("`fargate`, `fargate-spot` or both");
        report.error(&at, refused.hint("add `[compute.capacity.fargate]` with `weight = 1`"));
    }
    if !complete || capacity.is_empty() {
        return None;
    }
    Some(Compute { architecture: architecture?, container_insights: container_insights?, capacity })
}
