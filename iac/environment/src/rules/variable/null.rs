//! A variable's value ends at its first NUL character: no process can be given one with more behind it.

use aws::limits::Refused;

use crate::read::{Report, at};
use crate::rules::Context;

pub(super) fn check(context: &Context<'_>, report: &mut Report<'_>) {
    for (name, service) in &context.file.services {
        for (variable, value) in &service.environment {
            if value.contains('\0') {
                let path = at!["services", name.as_str(), "environment", variable.as_str()];
                let refused = Refused::new("holds a NUL character, which no environment variable may");
                report.error(&path, refused.hint("remove `\\u0000`"));
            }
        }
    }
}
