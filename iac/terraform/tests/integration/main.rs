//! The crate as its users see it: what is added to a stack, and the text that comes out.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise, in its helpers too")]
#![expect(clippy::needless_pass_by_value, reason = "`json!(…)` is handed over as it stands")]

mod common;

mod document;
mod literal;
mod meta;
mod order;
mod overrides;
mod reference;
mod shape;
mod stack;
mod text;
