//! How to reach a patient.

use serde::{Deserialize, Serialize};
use service_kit::json::{FromJson, Node};
use utoipa::ToSchema;

/// A phone number, an email address and the like, as FHIR's `ContactPoint` has it.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ContactPoint {
    /// What kind it is.
    pub system: ContactSystem,
    /// The number or address.
    #[schema(min_length = 1, max_length = 100, example = "+1 555 0100")]
    pub value: String,
    /// What it is for.
    #[serde(rename = "use", default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub usage: Option<ContactUse>,
}

/// FHIR's kinds of contact.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ContactSystem {
    /// A phone.
    Phone,
    /// A fax.
    Fax,
    /// Email.
    Email,
    /// A pager.
    Pager,
    /// A URL.
    Url,
    /// Text messages.
    Sms,
    /// Anything else.
    Other,
}

/// FHIR's uses of a contact.
#[derive(Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ContactUse {
    /// At home.
    Home,
    /// At work.
    Work,
    /// For a time.
    Temp,
    /// No longer in use.
    Old,
    /// On the move.
    Mobile,
}

const SYSTEMS: &[(&str, ContactSystem)] = &[
    ("phone", ContactSystem::Phone),
    ("fax", ContactSystem::Fax),
    ("email", ContactSystem::Email),
    ("pager", ContactSystem::Pager),
    ("url", ContactSystem::Url),
    ("sms", ContactSystem::Sms),
    ("other", ContactSystem::Other),
];

const USES: &[(&str, ContactUse)] = &[
    ("home", ContactUse::Home),
    ("work", ContactUse::Work),
    ("temp", ContactUse::Temp),
    ("old", ContactUse::Old),
    ("mobile", ContactUse::Mobile),
];

impl ContactPoint {
    /// At most twenty.
    pub(super) fn list(node: &Node<'_>) -> Option<Vec<Self>> {
        node.items(0, 20, Self::read)
    }
}

impl FromJson for ContactPoint {
    fn read(node: &Node<'_>) -> Option<Self> {
        let object = node.object(&["system", "value", "use"])?;
        let system = object.required("system", |node| node.code(SYSTEMS));
        let value = object.required("value", |node| node.text(100));
        let usage = object.optional("use", |node| node.code(USES));
        Some(Self { system: system?, value: value?, usage: usage? })
    }
}
