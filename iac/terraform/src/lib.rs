#![doc = include_str!("../README.md")]

mod attribute;
mod document;
mod error;
mod meta;
mod reference;
mod resource;
mod root;
mod stack;
mod text;
mod write;

pub use attribute::{Arn, Attribute, Id};
pub use document::Document;
pub use error::Error;
pub use meta::{Lifecycle, Meta};
pub use reference::{Dependency, Handle, Ref};
pub use resource::{DataSource, HasArn, Output, Resource};
pub use root::{Readme, Root};
pub use stack::{File, Stack};
pub use text::{Json, Part, Text};
