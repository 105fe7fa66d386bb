//! A plain variable holds no password. What the platform sets is to be removed, not to be kept elsewhere.

use aws::limits::Refused;

use super::reserved;
use crate::read::{Report, at};
use crate::rules::Context;

pub(super) fn check(context: &Context<'_>, report: &mut Report<'_>) {
    for (name, service) in &context.file.services {
        for (variable, value) in &service.environment {
            if reserved::set_from(context, service, variable).is_some() {
                continue;
            }
            let what = if variable.as_str() == "DATABASE_URL" {
                "is the address of a database, which holds a password"
            } else if has_password(value) {
                "is an address with a password in it"
            } else {
                continue;
            };
            // The value stays out of the message: messages are logged.
            let path = at!["services", name.as_str(), "environment", variable.as_str()];
            report.error(&path, Refused::new(what).hint(format!("keep it in Secrets Manager: `[services.{name}.secrets]` `{variable}.secrets-manager = \"<name of the secret>\"`")));
            report.hide_value();
        }
    }
}

/// `scheme://user:password@host`.
fn has_password(value: &str) -> bool {
    let Some((_, rest)) = value.split_once("://") else {
        return false;
    };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let user = authority.rsplit_once('@').map_or("", |(user, _)| user);
    user.split_once(':').is_some_and(|(_, password)| !password.is_empty())
}
