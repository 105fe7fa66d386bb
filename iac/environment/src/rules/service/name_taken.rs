//! A service does not have the name of something that another service has: a task on its database, or the role in PostgreSQL
//! that owns it. An environment may get a database of its own later, so this holds for every one.

use aws::limits::Refused;

use crate::DatabaseTask;
use crate::read::{Report, at};
use crate::rules::Context;

pub(super) fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let services = &context.file.services;
    for name in services.keys() {
        let ends = DatabaseTask::ALL.into_iter().flat_map(|task| [task.command(), task.word()]);
        let taken = ends.chain(["owner"]).find_map(|end| {
            let other = name.as_str().strip_suffix(end)?.strip_suffix('-')?;
            services.keys().find(|service| service.as_str() == other)
        });
        if let Some(other) = taken {
            let message = format!("`{name}` is what something of the database of `{other}` is called");
            let refused = Refused::new(message).hint("choose another name for one of the two services");
            report.error(&at!["services", name.as_str()], refused);
        }
    }
}
