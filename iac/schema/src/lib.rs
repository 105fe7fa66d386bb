#![doc = include_str!("../README.md")]

mod conform;
mod language;
mod model;
mod problem;
mod provider;

pub use configuration::Mode;
pub use conform::{conform, conform_exactly, conform_resource};
pub use model::{Attribute, Block, NestedBlock, Nesting, Presence, Type};
pub use problem::{Kind, Problem};
pub use provider::{PROVIDERS, Provider};
