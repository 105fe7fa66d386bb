//! Every rule. One concern, one folder; one rule, one file.

mod compute;
mod database;
mod declaration;
mod dns;
mod encryption;
mod identity;
mod images;
mod load_balancing;
mod network;
mod observability;
mod reachability;
mod scaling;
mod storage;

use crate::rule::Rule;

/// The rules by concern.
pub(crate) const RULES: &[&[&Rule]] = &[
    declaration::RULES,
    network::RULES,
    dns::RULES,
    load_balancing::RULES,
    compute::RULES,
    images::RULES,
    scaling::RULES,
    observability::RULES,
    identity::RULES,
    encryption::RULES,
    storage::RULES,
    database::RULES,
    // They walk far, and say best what the others left standing.
    reachability::RULES,
];
