//! `[compute]`.

mod capacity_base;
mod capacity_weight;

use super::{Context, Rule};
use crate::file::Share;

pub(super) const RULES: &[Rule] = &[capacity_base::check, capacity_weight::check];

/// The shares that the file gives.
fn shares<'a>(context: &'a Context<'_>) -> Vec<(&'static str, &'a Share)> {
    let capacity = &context.file.compute.capacity;
    let both = [("fargate", &capacity.fargate), ("fargate-spot", &capacity.fargate_spot)];
    both.into_iter().filter_map(|(key, share)| Some((key, &**share.as_ref()?))).collect()
}
