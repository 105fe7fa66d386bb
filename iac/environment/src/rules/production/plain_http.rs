//! Policy `production-plain-http`: production speaks HTTPS only. This one cannot be waived.

use aws::limits::Refused;

use crate::read::{Report, at};
use crate::rules::Context;

pub(super) fn check(context: &Context<'_>, report: &mut Report<'_>) {
    if context.is_production() && context.file.load_balancer.listener.plain_http.is_some() {
        let refused = Refused::new("production speaks HTTPS only")
            .allowed("`issued-certificate` or `given-certificate`");
        report.policy("production-plain-http", &at!["load_balancer", "listener", "plain-http"], refused);
    }
}
