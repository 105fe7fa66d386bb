//! What an environment's file can get wrong although each value by itself is right: one rule, one file.

use crate::file;
use crate::neighbour::Neighbour;
use crate::read::Report;
use crate::text::EnvironmentName;

/// What a rule looks at: what could be read of the environment's file, and of its neighbours'.
pub(crate) struct Context<'a> {
    pub(crate) name: &'a EnvironmentName,
    pub(crate) file: &'a file::Environment,
    pub(crate) neighbours: &'a [Neighbour],
}

type Rule = fn(&Context<'_>, &mut Report<'_>);

/// Every rule, in the order of the file.
const RULES: &[Rule] = &[];

/// Applies every rule.
pub(crate) fn check(context: &Context<'_>, report: &mut Report<'_>) {
    for rule in RULES {
        rule(context, report);
    }
}
