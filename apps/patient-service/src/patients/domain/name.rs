//! A person's name.

use serde::{Deserialize, Serialize};
use service_kit::json::{FromJson, Node};
use utoipa::ToSchema;

/// A name, as FHIR's `HumanName` has it.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HumanName {
    /// The family name.
    #[schema(min_length = 1, max_length = 100, example = "Okafor")]
    pub family: String,
    /// Given names, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 10, value_type = Vec<GivenName>)]
    pub given: Vec<String>,
    /// What the name is for.
    #[serde(rename = "use", default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub usage: Option<NameUse>,
}

/// A given name.
#[derive(ToSchema)]
#[schema(min_length = 1, max_length = 100, example = "Ada")]
#[expect(dead_code, reason = "stands in the OpenAPI document only")]
pub(crate) struct GivenName(String);

/// FHIR's uses of a name.
#[derive(Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum NameUse {
    /// The usual name.
    Usual,
    /// The official name.
    Official,
    /// A temporary name.
    Temp,
    /// A nickname.
    Nickname,
    /// Not to be linked with the person.
    Anonymous,
    /// No longer in use.
    Old,
    /// Before marriage.
    Maiden,
}

const USES: &[(&str, NameUse)] = &[
    ("usual", NameUse::Usual),
    ("official", NameUse::Official),
    ("temp", NameUse::Temp),
    ("nickname", NameUse::Nickname),
    ("anonymous", NameUse::Anonymous),
    ("old", NameUse::Old),
    ("maiden", NameUse::Maiden),
];

impl FromJson for HumanName {
    fn read(node: &Node<'_>) -> Option<Self> {
        let object = node.object(&["family", "given", "use"])?;
        let family = object.required("family", |node| node.text(100));
        let given = object.optional("given", |node| node.items(0, 10, |name| name.text(100)));
        let usage = object.optional("use", |node| node.code(USES));
        Some(Self { family: family?, given: given?.unwrap_or_default(), usage: usage? })
    }
}
