//! Every rule. One concern, one folder; one rule, one file.

mod compute;
mod declaration;
mod encryption;
mod identity;
mod load_balancing;
mod storage;

use crate::rule::Rule;

/// The rules by concern.
pub(crate) const RULES: &[&[&Rule]] = &[
    declaration::RULES,
    load_balancing::RULES,
    compute::RULES,
    identity::RULES,
    encryption::RULES,
    storage::RULES,
];
