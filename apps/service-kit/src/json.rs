//! Bodies: read within limits, parsed, and checked field by field so that **every** wrong field is reported.

mod body;
mod instant;
mod node;
mod object;

pub(crate) use body::hex;
pub use body::{Body, FromJson};
pub use instant::Instant;
pub use node::{Node, TEXT_PATTERN};
pub use object::Object;
