//! A thousand roles in an account, two for each service; AWS raises it.

use aws::limits::Refused;

use crate::read::{Report, at};
use crate::rules::Context;

const QUOTA: usize = 1_000;

pub(super) fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let count = 2 * context.file.services.len();
    if count > QUOTA {
        let refused = Refused::new(format!("the services have {count} roles, two each"));
        report.warning(
            &at!["services"],
            refused
                .allowed(format!("{QUOTA} in an account, unless AWS has raised it"))
                .hint("ask for more in Service Quotas before the first apply"),
        );
    }
}
