//! `[services]`: paths, calls, scaling.

mod calls_known;
mod calls_plain_http;
mod calls_route;
mod calls_twice;
mod name_reserved;
mod name_taken;
mod paths_count;
mod paths_health;
mod paths_overlap;
mod paths_wildcards;
mod scaling_bounds;

use super::Rule;

pub(super) const RULES: &[Rule] = &[
    name_reserved::check,
    name_taken::check,
    paths_count::check,
    paths_wildcards::check,
    paths_health::check,
    paths_overlap::check,
    calls_known::check,
    calls_twice::check,
    calls_route::check,
    calls_plain_http::check,
    scaling_bounds::check,
];
