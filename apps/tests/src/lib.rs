#![doc = include_str!("../README.md")]
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::missing_panics_doc,
    clippy::must_use_candidate,
    reason = "tests stop at the first surprise"
)]

pub mod app;
pub mod aws;
pub mod database;
pub mod fault;
pub mod issuer;
pub mod log;
pub mod process;
pub mod rds;
pub mod sample;
