//! A patient.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use service_kit::{
    json::{FromJson, Instant, Node},
    record::Content,
};
use utoipa::ToSchema;

use super::{Address, BirthDate, ContactPoint, HumanName, Identifier};

/// A patient, as clients write it.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = NewPatient)]
pub struct Patient {
    /// What the patient is known by elsewhere. Each is one patient's only.
    #[schema(min_items = 1, max_items = 20)]
    pub identifiers: Vec<Identifier>,
    /// The name.
    pub name: HumanName,
    /// The day of birth.
    pub birth_date: BirthDate,
    /// The gender for administrative purposes.
    pub gender: AdministrativeGender,
    /// How to reach the patient.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 20)]
    pub telecom: Vec<ContactPoint>,
    /// Where the patient lives.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub address: Option<Address>,
    /// Whether the record is in use.
    #[serde(default = "yes")]
    #[schema(default = true)]
    pub active: bool,
    /// When the patient died, with an offset.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, format = DateTime, nullable = false, required = false)]
    pub deceased_at: Option<Timestamp>,
}

fn yes() -> bool {
    true
}

/// FHIR's administrative gender.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum AdministrativeGender {
    /// Male.
    Male,
    /// Female.
    Female,
    /// Other.
    Other,
    /// Unknown.
    Unknown,
}

const GENDERS: &[(&str, AdministrativeGender)] = &[
    ("male", AdministrativeGender::Male),
    ("female", AdministrativeGender::Female),
    ("other", AdministrativeGender::Other),
    ("unknown", AdministrativeGender::Unknown),
];

impl Content for Patient {
    const NAME: &'static str = "Patient";
    const RESOURCE: &'static str = "patient";
}

impl FromJson for Patient {
    fn read(node: &Node<'_>) -> Option<Self> {
        let object = node.object(&[
            "identifiers",
            "name",
            "birthDate",
            "gender",
            "telecom",
            "address",
            "active",
            "deceasedAt",
        ])?;
        // Everything is read before anything is given up, so that all that is wrong is reported.
        let identifiers = object.required("identifiers", Identifier::list);
        let name = object.required("name", HumanName::read);
        let birth_date = object.required("birthDate", Node::parse::<BirthDate>);
        let gender = object.required("gender", |node| node.code(GENDERS));
        let telecom = object.optional("telecom", ContactPoint::list);
        let address = object.optional("address", Address::read);
        let active = object.optional("active", Node::flag);
        let deceased_at = object.optional("deceasedAt", |node| deceased(node, birth_date.as_ref()));
        Some(Self {
            identifiers: identifiers?,
            name: name?,
            birth_date: birth_date?,
            gender: gender?,
            telecom: telecom?.unwrap_or_default(),
            address: address?,
            active: active?.unwrap_or(true),
            deceased_at: deceased_at?,
        })
    }
}

/// Not in the future, and not before birth. A day's grace: the birth date has no zone.
fn deceased(node: &Node<'_>, birth_date: Option<&BirthDate>) -> Option<Timestamp> {
    let instant = node.parse::<Instant>()?.0;
    if instant > Timestamp::now() {
        return node.fail("is in the future");
    }
    let day = instant.to_zoned(jiff::tz::TimeZone::UTC).date();
    let born = birth_date.and_then(|birth_date| birth_date.date().yesterday().ok());
    if born.is_some_and(|born| day < born) {
        return node.fail("is before `birthDate`");
    }
    Some(instant)
}
