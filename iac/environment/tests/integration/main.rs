//! What the crate promises, from outside.

mod bench_size;
mod committed;
mod everything_wrong;
mod files;
mod reading;
mod rules;
mod schema;
mod support;
