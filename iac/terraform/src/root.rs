//! A whole root module.

use crate::Stack;

/// A root module: what Terraform applies, and what people read about it.
pub struct Root {
    /// Everything that Terraform is to manage.
    pub stack: Stack,
    /// The `README.md` beside it.
    pub readme: String,
}
