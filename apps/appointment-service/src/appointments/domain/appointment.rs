//! An appointment as it is stored and shown.

use serde::{Deserialize, Serialize};
use service_kit::record::{Content, extended};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{ObjectBuilder, Ref, RefOr, Schema, Type, schema::SchemaType},
};

use super::{Booking, Status};

/// An appointment.
#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Appointment {
    /// Who, when and what for.
    #[serde(flatten)]
    pub booking: Booking,
    /// Where it stands.
    pub status: Status,
    /// Why it stands there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status_reason: Option<String>,
    /// Whether patient-service said that the patient exists.
    pub patient_verified: bool,
}

impl Content for Appointment {
    const NAME: &'static str = "Appointment";
    const RESOURCE: &'static str = "appointment";
}

impl PartialSchema for Appointment {
    fn schema() -> RefOr<Schema> {
        let kind = |kind| ObjectBuilder::new().schema_type(SchemaType::Type(kind)).into();
        let status = RefOr::Ref(Ref::from_schema_name("AppointmentStatus"));
        let own = [
            ("status", status, true),
            ("statusReason", kind(Type::String), false),
            ("patientVerified", kind(Type::Boolean), true),
        ];
        extended(Booking::schema(), own)
    }
}

impl ToSchema for Appointment {
    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        schemas.push(("AppointmentStatus".to_owned(), Status::schema()));
    }
}
