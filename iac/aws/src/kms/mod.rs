//! AWS KMS: keys.

mod alias;
mod key;

pub use alias::Alias;
pub use key::Key;
