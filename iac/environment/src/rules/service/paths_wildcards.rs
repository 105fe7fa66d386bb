//! A listener rule has at most five wildcards.

use aws::limits::{PathPattern, Refused};

use crate::read::{Report, at};
use crate::rules::Context;

const MOST: usize = 5;

pub(super) fn check(context: &Context<'_>, report: &mut Report<'_>) {
    for (name, service) in &context.file.services {
        let wildcards: usize = service.paths.iter().map(PathPattern::wildcards).sum();
        if wildcards > MOST {
            let refused = Refused::new(format!("has {wildcards} wildcards in all"))
                .allowed(format!("at most {MOST} in one service's paths"));
            report.error(&at!["services", name.as_str(), "paths"], refused);
        }
    }
}
