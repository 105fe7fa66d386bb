//! `[[waivers]]`.

mod known;
mod needed;
mod own_file;
mod reason;
mod twice;

use super::{Context, Rule};
use crate::file::{Table, Waiver};
use crate::read::Report;

pub(super) const RULES: &[Rule] = &[own_file::check, of_environment];

fn of_environment(context: &Context<'_>, report: &mut Report<'_>) {
    check(&context.file.waivers, report);
}

/// What holds for waivers in any file whose rules were applied.
pub(super) fn check(waivers: &[Table<Waiver>], report: &mut Report<'_>) {
    check_alone(waivers, report);
    needed::check(waivers, report);
}

/// What holds for waivers in any file.
pub(crate) fn check_alone(waivers: &[Table<Waiver>], report: &mut Report<'_>) {
    for rule in [known::check, reason::check, twice::check] {
        rule(waivers, report);
    }
}
