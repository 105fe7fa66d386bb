#![doc = include_str!("../README.md")]

mod count;
mod findings;
mod judge;
mod lock;
mod markdown;
mod plan;

pub use count::{Listing, listing};
pub use findings::Findings;
pub use lock::providers;
pub use markdown::{Header, Medium, Subject, comment};
pub use plan::{Plan, Unreadable};
