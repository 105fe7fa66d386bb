//! A plan as `terraform show -json` prints it, read into what can be shown: behind this module there is no secret.

mod action;
mod raw;
mod read;
mod shade;
mod value;

pub(crate) use action::{Action, Reason};
pub(crate) use read::{Change, Output, Relevant};
pub use read::{Plan, Unreadable};
pub(crate) use value::{Path, Step, Value};
