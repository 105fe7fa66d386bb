//! From text to the file's shape: every problem with a place, and as much of the rest as could be read.

mod merge;
mod path;
mod report;
mod shape;
mod source;
mod syntax;
mod translate;
mod tree;

pub(crate) use merge::{merge, merge_defaults};
pub(crate) use path::{Path, Segment, at};
pub(crate) use report::Report;
pub(crate) use shape::read;
pub(crate) use source::Source;
pub(crate) use source::Sources;
pub(crate) use syntax::parse;
pub(crate) use translate::suggest;
pub(crate) use tree::Tree;
