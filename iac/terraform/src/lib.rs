//! Terraform as typed Rust: a stack, its resources, and references that cannot dangle.
