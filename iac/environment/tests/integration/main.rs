//! What the crate promises, from outside.

#![expect(clippy::unwrap_used, reason = "clippy allows it in tests, but not in what tests share")]

mod bench_size;
mod committed;
mod everything_wrong;
mod files;
mod github;
mod reading;
mod robust;
mod rules;
mod schema;
mod support;
