//! What the service tells its operators: log lines, audit lines and metrics, none of them about a person.

mod log;
pub mod metrics;

pub use log::{Format, install, subscriber};
