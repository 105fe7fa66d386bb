//! A variable is plain or secret, not both.

use aws::limits::Refused;

use crate::read::{Report, at};
use crate::rules::Context;

pub(super) fn check(context: &Context<'_>, report: &mut Report<'_>) {
    for (name, service) in &context.file.services {
        for variable in service.environment.keys().filter(|variable| service.secrets.contains_key(*variable))
        {
            let path = at!["services", name.as_str(), "environment", variable.as_str()];
            let refused = Refused::new(format!("`{variable}` is in `secrets`, too"));
            report.error(&path, refused.hint("keep the one in `secrets` if nobody may read it"));
            report.hide_value();
        }
    }
}
