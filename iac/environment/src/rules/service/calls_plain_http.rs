//! Policy `plain-http-calls`: tokens and patients' data do not travel readable.

use aws::limits::Refused;

use crate::read::{Report, at};
use crate::rules::Context;

pub(super) fn check(context: &Context<'_>, report: &mut Report<'_>) {
    if context.file.load_balancer.listener.plain_http.is_none() {
        return;
    }
    for (name, _) in context.file.services.iter().filter(|(_, service)| !service.calls.is_empty()) {
        let refused = Refused::new("calls go over plain HTTP, with the caller's token in them");
        report.policy("plain-http-calls", &at!["services", name.as_str(), "calls"], refused);
    }
}
