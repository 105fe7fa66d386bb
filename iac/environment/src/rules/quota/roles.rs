//! A thousand roles in an account, two for each service, and one for each task on its database; AWS raises it.

use aws::limits::Refused;

use crate::DatabaseTask;
use crate::read::{Report, at};
use crate::rules::Context;

const QUOTA: usize = 1_000;

pub(super) fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let (each, word) = match context.file.database.managed {
        Some(_) => (2 + DatabaseTask::ALL.len(), "four"),
        None => (2, "two"),
    };
    let count = each * context.file.services.len();
    if count > QUOTA {
        let refused = Refused::new(format!("the services have {count} roles, {word} each"));
        report.warning(
            &at!["services"],
            refused
                .allowed(format!("{QUOTA} in an account, unless AWS has raised it"))
                .hint("ask for more in Service Quotas before the first apply"),
        );
    }
}
