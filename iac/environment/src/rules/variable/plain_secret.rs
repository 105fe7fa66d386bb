//! Policy `plain-secret`: what is called a secret is kept as one, unless the platform sets it.

use aws::limits::Refused;

use super::reserved;
use crate::read::{Report, at};
use crate::rules::Context;

const TELLING: [&str; 7] = ["PASSWORD", "PASSWD", "SECRET", "TOKEN", "API_KEY", "PRIVATE_KEY", "CREDENTIALS"];

pub(super) fn check(context: &Context<'_>, report: &mut Report<'_>) {
    for (name, service) in &context.file.services {
        let own = service
            .environment
            .keys()
            .filter(|variable| reserved::set_from(context, service, variable).is_none());
        for variable in own {
            if let Some(word) = TELLING.into_iter().find(|word| variable.as_str().contains(word)) {
                let path = at!["services", name.as_str(), "environment", variable.as_str()];
                let refused =
                    Refused::new(format!("`{variable}` looks like a secret: its name says `{word}`"));
                let hint = format!(
                    "keep it in Secrets Manager: `[services.{name}.secrets]` `{variable}.secrets-manager = \"<name of the secret>\"`"
                );
                report.policy("plain-secret", &path, refused.hint(hint));
                report.hide_value();
            }
        }
    }
}
