//! One thing that is wrong.

use configuration::Position;

use crate::rule::{Rule, Severity};

/// One thing that is wrong, and everything that somebody needs to mend it.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The rule that does not hold.
    pub rule: &'static Rule,
    /// Of what: `aws_lb.main`.
    pub address: String,
    /// The file, as it was named when it was read.
    pub file: String,
    /// The way to the value from the top of the file: `resource.aws_lb.main.internal`.
    pub path: String,
    /// The line and column of the value, or of the closest thing around it.
    pub position: Option<Position>,
    /// The value, unless it is absent or must not be seen.
    pub value: Option<String>,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub fix: String,
}

impl Finding {
    /// Whether it is a mistake or only worth a look.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.rule.severity
    }
}
