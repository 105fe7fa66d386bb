//! A listener rule compares at most five values.

use aws::limits::Refused;

use crate::read::{Report, at};
use crate::rules::Context;

const MOST: usize = 5;

pub(super) fn check(context: &Context<'_>, report: &mut Report<'_>) {
    for (name, service) in &context.file.services {
        if service.paths.len() > MOST {
            let refused = Refused::new(format!("has {} patterns", service.paths.len()))
                .allowed(format!("at most {MOST}"));
            report.error(
                &at!["services", name.as_str(), "paths"],
                refused.hint("join patterns with a wildcard, as in `/api/patients*`"),
            );
        }
    }
}
