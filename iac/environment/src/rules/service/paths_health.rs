//! Health is asked of each task, and is nobody else's business.

use aws::limits::Refused;

use crate::read::{Report, at};
use crate::rules::Context;

const NOT_ROUTED: [&str; 2] = ["/health", "/ready"];

pub(super) fn check(context: &Context<'_>, report: &mut Report<'_>) {
    for (name, service) in &context.file.services {
        for (index, pattern) in service.paths.iter().enumerate() {
            if let Some(path) = NOT_ROUTED.into_iter().find(|path| pattern.matches(path)) {
                let refused = Refused::new(format!(
                    "`{pattern}` makes `{path}` public, which only the load balancer may ask"
                ));
                report.error(
                    &at!["services", name.as_str(), "paths", index],
                    refused.hint("narrow the pattern, as in `/api/patients*`"),
                );
            }
        }
    }
}
