//! The crate as its users see it: the tables, and what is said of documents.

#[path = "../../examples/prune/slice.rs"]
mod slice;

mod conform;
mod hostile;
mod provider;
mod said;
