//! One file for each command.

pub(crate) mod check;
pub(crate) mod plan_summary;
pub(crate) mod render;
pub(crate) mod schema;
pub(crate) mod services;
