//! RDS offers no port below 1150.
//! <https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html>

use aws::limits::Refused;

use crate::read::{Report, at};
use crate::rules::Context;

const LOWEST: u32 = 1_150;

pub(super) fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let database = &context.file.database;
    if let (Some(_), Some(port)) = (&database.managed, database.port)
        && port.get() < LOWEST
    {
        let refused = Refused::new(format!("`{port}` is no port that RDS offers"));
        report.error(&at!["database", "port"], refused.allowed(format!("{LOWEST} to 65535")));
    }
}
