//! Policy `production-minimum`: each service of production survives the loss of a task, at any hour.

use aws::limits::{Capacity, Refused};

use crate::read::{Path, Report, at};
use crate::rules::Context;

const LEAST: u32 = 2;

pub(super) fn check(context: &Context<'_>, report: &mut Report<'_>) {
    if !context.is_production() {
        return;
    }
    for (name, service) in &context.file.services {
        let scaling = &service.scaling;
        at_least(scaling.minimum, || at!["services", name.as_str(), "scaling", "minimum"], report);
        for (schedule, file) in &scaling.schedules {
            let path =
                || at!["services", name.as_str(), "scaling", "schedules", schedule.as_str(), "minimum"];
            at_least(file.minimum, path, report);
        }
    }
}

fn at_least(minimum: Option<Capacity>, path: impl Fn() -> Path, report: &mut Report<'_>) {
    if let Some(minimum) = minimum.filter(|minimum| minimum.get() < LEAST) {
        let refused =
            Refused::new(format!("`{minimum}` is too few in production")).allowed(format!("{LEAST} or more"));
        report.policy("production-minimum", &path(), refused);
    }
}
