//! Requests as clients would send them. Everything personal in them carries `log::MARK`.

use serde_json::{Value, json};
use uuid::Uuid;

/// A patient with an identifier of their own.
pub fn patient() -> Value {
    json!({
        "identifiers": [{"system": "urn:oid:2.16.840.1.113883.19.5", "value": format!("canary-{}", Uuid::new_v4())}],
        "name": {"family": "CanaryMüller", "given": ["Canaryada", "Grace"], "use": "official"},
        "birthDate": "1984-02-29",
        "gender": "female",
        "telecom": [
            {"system": "phone", "value": "+1 (555) 010-0199 canary", "use": "mobile"},
            {"system": "email", "value": "Ada.Canary@example.org"},
        ],
        "address": {"line": ["1 Canary Wharf"], "city": "Canarytown", "postalCode": "E14", "country": "GB"},
    })
}

/// An appointment of half an hour, so many hours after the first of March 2031.
pub fn appointment(patient: Uuid, practitioner: &str, hour: i64) -> Value {
    let start = jiff::Timestamp::from_second(1_930_000_000 / 3600 * 3600 + hour * 3600).unwrap();
    let end = jiff::Timestamp::from_second(start.as_second() + 1800).unwrap();
    json!({
        "patientId": patient,
        "practitionerId": practitioner,
        "start": start.to_string(),
        "end": end.to_string(),
        "timeZone": "America/New_York",
        "serviceType": "general-practice",
        "reason": "canary cough",
        "comment": "bring the canary",
    })
}
