//! A service does not have the name of something that every environment has.

use aws::limits::Refused;

use crate::read::{Report, at};
use crate::rules::Context;

/// With these, names in AWS would be those of load balancers, endpoints and the network's own things.
const RESERVED: [&str; 3] = ["load-balancer-", "interface-endpoints", "flow-logs"];

pub(super) fn check(context: &Context<'_>, report: &mut Report<'_>) {
    for name in context.file.services.keys() {
        if let Some(reserved) = RESERVED.into_iter().find(|reserved| name.as_str().starts_with(reserved)) {
            let refused =
                Refused::new(format!("`{name}` begins with `{reserved}`, which is the platform's own"));
            report
                .error(&at!["services", name.as_str()], refused.hint("choose another name for the service"));
        }
    }
}
