//! `[[waivers]]`.

mod known;
mod needed;
mod own_file;
mod reason;
mod twice;

use super::Rule;

pub(super) const RULES: &[Rule] =
    &[own_file::check, known::check, reason::check, twice::check, needed::check];
