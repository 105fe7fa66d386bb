//! A service calls others that there are.

use aws::limits::Refused;

use crate::read::{Report, at, suggest};
use crate::rules::Context;
use crate::text::ServiceName;

/// More names than this help nobody.
const SHOWN: usize = 10;

pub(super) fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let services = &context.file.services;
    for (name, service) in services {
        for (index, call) in service.calls.iter().enumerate() {
            let path = at!["services", name.as_str(), "calls", index];
            if call == name {
                report.error(&path, Refused::new(format!("`{name}` calls itself")).hint("remove it"));
            } else if !services.contains_key(call) && report.tree.is_intact(&at!["services", call.as_str()]) {
                let known: Vec<&str> =
                    services.keys().filter(|known| *known != name).map(ServiceName::as_str).collect();
                let refused = Refused::new(format!("there is no service `{call}`"));
                let refused = if (1..=SHOWN).contains(&known.len()) {
                    refused.allowed(known.join(", "))
                } else {
                    refused
                };
                report.error(&path, suggest(refused, call.as_str(), &known));
            }
        }
    }
}
