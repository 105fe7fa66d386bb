//! The minimum is not above the maximum, and not above it by the clock either.

use aws::limits::{Capacity, Refused};

use crate::read::{Path, Report, at};
use crate::rules::Context;

pub(super) fn check(context: &Context<'_>, report: &mut Report<'_>) {
    for (name, service) in &context.file.services {
        let scaling = &service.scaling;
        let path = || at!["services", name.as_str(), "scaling"];
        bounds(scaling.minimum, scaling.maximum, path, report);
        for (schedule, file) in &scaling.schedules {
            let path = || at!["services", name.as_str(), "scaling", "schedules", schedule.as_str()];
            bounds(file.minimum, file.maximum, path, report);
        }
    }
}

fn bounds(
    minimum: Option<Capacity>,
    maximum: Option<Capacity>,
    path: impl Fn() -> Path,
    report: &mut Report<'_>,
) {
    if let (Some(minimum), Some(maximum)) = (minimum, maximum)
        && minimum > maximum
    {
        let refused = Refused::new(format!("`{minimum}` is more than the maximum `{maximum}`"));
        report.error(&path().join("minimum"), refused.allowed(format!("0 to {maximum}")));
    }
}
