//! The AWS provider's resources, word for word, as typed Rust.
