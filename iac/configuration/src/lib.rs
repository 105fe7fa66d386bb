#![doc = include_str!("../README.md")]

mod block;
mod configuration;
mod directory;
mod documents;
mod expression;
mod hash;
mod json;
mod locate;
mod merge;
mod node;
mod path;
mod references;
mod template;
mod value;

pub use block::{Block, Kind, Mode};
pub use configuration::Configuration;
pub use directory::{Directory, Unlisted};
pub use documents::{Document, Documents, Source, Unreadable};
pub use expression::{Expression, Root, Traversal};
pub use hash::Map;
pub use json::{Json, Members, Text};
pub use locate::{Position, locate};
pub use node::{Node, ways};
pub use path::{Path, Step, is_name};
pub use template::{Part, Template};
pub use value::{Piece, Read, Symbol, Target};
