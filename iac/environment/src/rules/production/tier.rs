//! What is called production is held to its rules.

use aws::limits::Refused;

use crate::read::{Report, at};
use crate::rules::Context;
use crate::truth::Tier;

pub(super) fn check(context: &Context<'_>, report: &mut Report<'_>) {
    if context.name.as_str().starts_with("prod") && context.file.tier == Some(Tier::Development) {
        let refused = Refused::new(format!("`{}` is called production and is not", context.name))
            .allowed("`production`");
        report.error(&at!["tier"], refused.hint("write `tier = \"production\"`, or rename the file"));
    }
}
