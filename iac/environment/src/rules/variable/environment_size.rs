//! A task definition has at most 64 KiB, and the variables are most of it.

use aws::limits::Refused;

use crate::read::{Report, at};
use crate::rules::Context;

/// What is left when the rest of the task definition is written.
const MOST: usize = 48 << 10;
/// Quotes, braces and keys around each variable.
const AROUND: usize = 24;

pub(super) fn check(context: &Context<'_>, report: &mut Report<'_>) {
    for (name, service) in &context.file.services {
        let sizes = service
            .environment
            .iter()
            .map(|(variable, value)| variable.as_str().len() + value.len() + AROUND);
        let size: usize = sizes.sum();
        if size > MOST {
            let refused = Refused::new(format!("the variables take {size} bytes of the task definition"))
                .allowed(format!("at most {MOST}"));
            report.error(
                &at!["services", name.as_str(), "environment"],
                refused.hint("keep long values in Parameter Store, under `secrets`"),
            );
        }
    }
}
