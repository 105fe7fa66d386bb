//! The comment, in GitHub's Markdown.

mod comment;
mod diff;
mod escape;
mod failure;
mod fit;
mod headline;
mod sections;
mod values;

pub use comment::{Header, Subject, comment};
pub(crate) use escape::{code, codes};
pub use fit::Medium;
