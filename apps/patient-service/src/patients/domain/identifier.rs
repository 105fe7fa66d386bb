//! An identifier: a system, and a value that is unique in it.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use service_kit::json::{FromJson, Node};
use utoipa::ToSchema;

/// What a patient is known by in some system, such as a hospital's record number.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Identifier {
    /// The URI of the system that gave it.
    #[schema(
        max_length = 200,
        pattern = "^[A-Za-z][A-Za-z0-9+.-]{0,19}:[!-~]{1,179}$",
        example = "urn:oid:2.16.840.1.113883.19.5"
    )]
    pub system: String,
    /// The identifier itself.
    #[schema(min_length = 1, max_length = 64, example = "MRN-0042")]
    pub value: String,
}

impl Identifier {
    /// One to twenty of them, none twice.
    pub(super) fn list(node: &Node<'_>) -> Option<Vec<Self>> {
        let mut seen = BTreeSet::new();
        node.items(1, 20, |node| {
            let identifier = Self::read(node)?;
            if seen.insert(identifier.clone()) { Some(identifier) } else { node.fail("is given twice") }
        })
    }
}

impl FromJson for Identifier {
    fn read(node: &Node<'_>) -> Option<Self> {
        let object = node.object(&["system", "value"])?;
        let system = object.required("system", system);
        let value = object.required("value", |node| node.text(64));
        Some(Self { system: system?, value: value? })
    }
}

fn system(node: &Node<'_>) -> Option<String> {
    let text = node.text(200)?;
    let scheme = text.split_once(':').filter(|(scheme, rest)| {
        let first = scheme.bytes().next().is_some_and(|byte| byte.is_ascii_alphabetic());
        let known = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'.' | b'-');
        first
            && scheme.len() <= 20
            && scheme.bytes().all(known)
            && (1..=179).contains(&rest.len())
            && rest.bytes().all(|byte| byte.is_ascii_graphic())
    });
    if scheme.is_none() {
        return node.fail("must be an absolute URI, such as `urn:oid:2.16.840.1.113883.19.5`");
    }
    Some(text)
}
