//! Sixty rules for a security group in each direction: a service's has one for each range of the databases. AWS raises it.

use aws::limits::Refused;

use crate::read::{Report, at};
use crate::rules::Context;

/// The rest is for the internet, the endpoints and S3.
const QUOTA: usize = 60 - 4;

pub(super) fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let count = context.file.database.ranges().len();
    if count > QUOTA {
        let refused = Refused::new(format!("{count} ranges are too many for the services' security groups"));
        report.warning(
            &at!["database", "external", "ranges"],
            refused
                .allowed(format!("{QUOTA}, unless AWS has raised it"))
                .hint("join neighbouring ranges into one"),
        );
    }
}
