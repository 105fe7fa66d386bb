//! A whole root module.

use crate::Stack;

/// A root module: what Terraform applies, and what people read about it.
pub struct Root {
    /// Everything that Terraform is to manage.
    pub stack: Stack,
    /// The `README.md` beside it.
    pub readme: Readme,
}

/// A `README.md`, but for what only the finished files can tell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Readme {
    /// What stands above it, or the whole.
    pub above: String,
    /// What stands below it; empty where there is nothing to tell.
    pub below: String,
}
