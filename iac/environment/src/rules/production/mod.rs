//! The policy of production.

mod container_insights;
mod database;
mod deletion_protection;
mod firewall;
mod minimum;
mod nat;
mod plain_http;
mod retention;
mod spot;
mod tier;

use super::Rule;

pub(super) const RULES: &[Rule] = &[
    tier::check,
    container_insights::check,
    database::check,
    deletion_protection::check,
    firewall::check,
    minimum::check,
    nat::check,
    plain_http::check,
    retention::check,
    spot::check,
];
