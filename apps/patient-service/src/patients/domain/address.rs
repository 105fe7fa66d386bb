//! A postal address.

use serde::{Deserialize, Serialize};
use service_kit::json::{FromJson, Node};
use utoipa::ToSchema;

/// Where a patient lives, as FHIR's `Address` has it.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Address {
    /// Street, house number and the like.
    #[schema(min_items = 1, max_items = 5, value_type = Vec<AddressLine>)]
    pub line: Vec<String>,
    /// The town.
    #[schema(min_length = 1, max_length = 100)]
    pub city: String,
    /// State, province or the like.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 1, max_length = 100, nullable = false)]
    pub state: Option<String>,
    /// The postal code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 1, max_length = 20, nullable = false)]
    pub postal_code: Option<String>,
    /// The country as two letters (ISO 3166-1).
    #[schema(pattern = "^[A-Z]{2}$", example = "US")]
    pub country: String,
}

/// A line of an address.
#[derive(ToSchema)]
#[schema(min_length = 1, max_length = 100)]
#[expect(dead_code, reason = "stands in the OpenAPI document only")]
pub(crate) struct AddressLine(String);

impl FromJson for Address {
    fn read(node: &Node<'_>) -> Option<Self> {
        let object = node.object(&["line", "city", "state", "postalCode", "country"])?;
        let line = object.required("line", |node| node.items(1, 5, |line| line.text(100)));
        let city = object.required("city", |node| node.text(100));
        let state = object.optional("state", |node| node.text(100));
        let postal_code = object.optional("postalCode", |node| node.text(20));
        let country = object.required("country", country);
        Some(Self { line: line?, city: city?, state: state?, postal_code: postal_code?, country: country? })
    }
}

fn country(node: &Node<'_>) -> Option<String> {
    let text = node.text(2)?;
    if text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return Some(text);
    }
    node.fail("must be two capital letters, such as `US`")
}
