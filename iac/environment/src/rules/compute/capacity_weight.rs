//! Some capacity provider has a weight: without one, no task beyond the base has a place.

use aws::limits::Refused;

use super::shares;
use crate::read::{Report, at};
use crate::rules::Context;

pub(super) fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let shares = shares(context);
    let weightless =
        |(_, share): &(&str, &crate::file::Share)| share.weight.is_some_and(|weight| weight.get() == 0);
    if let Some((key, _)) = shares.first()
        && shares.iter().all(weightless)
    {
        let refused =
            Refused::new("no capacity provider has a weight, so tasks beyond the base have no place");
        report.error(
            &at!["compute", "capacity", *key, "weight"],
            refused.allowed("1 to 1000 for at least one"),
        );
    }
}
