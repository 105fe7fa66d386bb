//! Policy `production-nat`: production survives the loss of any one zone.

use aws::limits::Refused;

use crate::read::{Report, at};
use crate::rules::Context;
use crate::truth::Nat;

pub(super) fn check(context: &Context<'_>, report: &mut Report<'_>) {
    if context.is_production() && context.file.network.nat == Some(Nat::Single) {
        let refused =
            Refused::new("one zone that fails takes production's way out with it").allowed("`one-per-az`");
        report.policy("production-nat", &at!["network", "nat"], refused);
    }
}
