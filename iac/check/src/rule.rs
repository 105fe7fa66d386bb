//! What a rule is.

use std::fmt;

use crate::context::Context;
use crate::found::Found;

/// Something that must hold of the files.
#[derive(Debug)]
pub struct Rule {
    /// Its name, by which it is waived: `listener-rule-priority-unique`.
    pub id: &'static str,
    /// What breaking it means for the exit code.
    pub severity: Severity,
    /// What must hold, in one sentence without a full stop.
    pub summary: &'static str,
    /// What happens where it does not hold.
    pub why: &'static str,
    /// Where it comes from. A rule without a source is a warning.
    pub source: Option<&'static str>,
    /// Looks for what breaks it.
    pub(crate) check: for<'c> fn(&Context<'c>, &mut Found<'_, 'c>),
}

/// Whether a finding is a mistake or only worth a look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// AWS refuses it, or something breaks or lies open.
    Error,
    /// It is worth a look.
    Warning,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Error => "error",
            Self::Warning => "warning",
        })
    }
}
