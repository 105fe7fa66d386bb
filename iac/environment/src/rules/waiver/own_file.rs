//! A waiver is one environment's.

use aws::limits::Refused;

use crate::read::{Report, at};
use crate::rules::Context;

pub(super) fn check(context: &Context<'_>, report: &mut Report<'_>) {
    for index in 0..context.file.waivers.len() {
        let path = at!["waivers", index];
        if !report.is_in_own_file(&path) {
            let refused = Refused::new("a waiver for every environment is a rule that nobody keeps");
            report.error(&path, refused.hint(format!("move it to `environments/{}.toml`", context.name)));
        }
    }
}
