//! The crate as its users see it.

mod mutations;
mod rendered;
