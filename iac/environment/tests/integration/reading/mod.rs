//! Files that are not what they should be.

mod keys;
mod missing;
mod places;
mod syntax;
mod values;
