//! A service names each that it calls once.

use std::collections::BTreeSet;

use aws::limits::Refused;

use crate::read::{Report, at};
use crate::rules::Context;

pub(super) fn check(context: &Context<'_>, report: &mut Report<'_>) {
    for (name, service) in &context.file.services {
        let mut seen = BTreeSet::new();
        for (index, call) in service.calls.iter().enumerate() {
            if !seen.insert(call) {
                let refused = Refused::new(format!("`{call}` is given twice")).hint("remove one of the two");
                report.error(&at!["services", name.as_str(), "calls", index], refused);
            }
        }
    }
}
