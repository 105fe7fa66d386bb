//! `[database.managed]`.

mod capacity_bounds;
mod connections;
mod pause;
mod port;
mod services;
mod stale_reads;
mod storage_bounds;
mod subnet_isolated;
mod windows_apart;

use super::Rule;

pub(super) const RULES: &[Rule] = &[
    port::check,
    subnet_isolated::check,
    capacity_bounds::check,
    pause::check,
    stale_reads::check,
    storage_bounds::check,
    windows_apart::check,
    connections::check,
    services::check,
];
