//! The crate as its users see it.

mod catalogue;
mod mutations;
mod rendered;
