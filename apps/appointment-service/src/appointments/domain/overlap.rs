//! A deliberate overlap: never by accident, never without a reason.

use service_kit::json::{Node, Object};

/// A deliberate overlap, and why.
pub struct Overlap(pub String);

impl Overlap {
    /// `allowOverlap` and `overlapReason` belong together.
    #[expect(clippy::option_option, reason = "as everywhere in `json`: wrong, not there, there")]
    pub(super) fn read(object: &Object<'_>) -> Option<Option<Self>> {
        let allow = object.optional("allowOverlap", Node::flag);
        let reason = object.optional("overlapReason", |node| node.text(500));
        match (allow?.unwrap_or(false), reason?) {
            (true, Some(reason)) => Some(Some(Self(reason))),
            (true, None) => {
                object.fail("overlapReason", "is required with `allowOverlap`");
                None
            }
            (false, Some(_)) => {
                object.fail("overlapReason", "is only for `allowOverlap: true`");
                None
            }
            (false, None) => Some(None),
        }
    }
}
