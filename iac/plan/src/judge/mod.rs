//! What a reviewer would want to know of a plan.

pub(crate) mod difference;
pub(crate) mod drift;
pub(crate) mod security;
pub(crate) mod stateful;
