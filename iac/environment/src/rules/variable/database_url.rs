//! Every service has its database's address, as a secret, unless the database is this stack's own.

use aws::limits::Refused;

use crate::read::{Report, at};
use crate::rules::Context;

pub(super) fn check(context: &Context<'_>, report: &mut Report<'_>) {
    if context.file.database.managed.is_some() || report.tree.is_hole(&at!["database", "managed"]) {
        return;
    }
    for (name, service) in &context.file.services {
        let path = at!["services", name.as_str(), "secrets", "DATABASE_URL"];
        if !service.secrets.contains_key("DATABASE_URL") && !report.tree.is_hole(&path) {
            let secret = format!("{}/{}/{name}/database-url", context.application(), context.name);
            let refused = Refused::new("is missing: a service keeps its data in a database");
            report.error(&path, refused.hint(format!("write `DATABASE_URL.secrets-manager = \"{secret}\"` under `[services.{name}.secrets]`, with the name of a secret that holds it")));
        }
    }
}
