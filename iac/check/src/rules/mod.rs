//! Every rule. One concern, one folder; one rule, one file.

mod compute;
mod declaration;
mod dns;
mod identity;
mod load_balancing;
mod network;
mod reachability;
mod encryption;
mod identity;
mod load_balancing;
mod storage;

use crate::rule::Rule;

/// The rules by concern.
pub(crate) const RULES: &[&[&Rule]] = &[
    declaration::RULES,
    load_balancing::RULES,
    dns::RULES,
    network::RULES,
    compute::RULES,
    identity::RULES,
    // They walk far, and say best what the others left standing.
    reachability::RULES,
    compute::RULES,
    identity::RULES,
    encryption::RULES,
    storage::RULES,
];
