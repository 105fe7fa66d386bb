//! Sixty rules for a security group in each direction: the database's has one for each service. AWS raises it.

use aws::limits::Refused;

use crate::read::{Report, at};
use crate::rules::Context;

const QUOTA: usize = 60;

pub(super) fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let count = context.file.services.len();
    if context.file.database.managed.is_some() && count > QUOTA {
        let message = format!("the database's security group has {count} rules, one for each service");
        report.warning(
            &at!["database", "managed"],
            Refused::new(message)
                .allowed(format!("{QUOTA}, unless AWS has raised it"))
                .hint("ask for more in Service Quotas before the first apply"),
        );
    }
}
