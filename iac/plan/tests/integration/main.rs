//! Comments on real plans, as GitHub gets them.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod common;
mod frozen;
mod hostile;
mod limit;
mod secrets;
mod unreadable;
