//! Five thousand services in a cluster; AWS does not raise it.

use aws::limits::Refused;

use crate::read::{Report, at};
use crate::rules::Context;

const QUOTA: usize = 5_000;

pub(super) fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let count = context.file.services.len();
    if count > QUOTA {
        let refused = Refused::new(format!("there are {count} services"))
            .allowed(format!("at most {QUOTA} in a cluster"));
        report.error(&at!["services"], refused.hint("put some into an environment of their own"));
    }
}
