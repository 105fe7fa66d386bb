//! Who meets whom, when and what for: what a client says of an appointment.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use service_kit::{
    json::{FromJson, Instant, Node, Object},
    record::extended,
};
use utoipa::{PartialSchema, ToSchema, openapi::RefOr, openapi::Schema};
use uuid::Uuid;

use super::{LONGEST, Overlap, Reference, Status, Zone};

/// What a client says of an appointment, but for its status.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Booking {
    /// The patient, as patient-service knows them.
    pub patient_id: Uuid,
    /// The practitioner.
    #[schema(value_type = String, pattern = "^[A-Za-z0-9.-]{1,64}$", example = "practitioner-1")]
    pub practitioner_id: Reference,
    /// The place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, required = false, pattern = "^[A-Za-z0-9.-]{1,64}$", example = "room-2")]
    pub location_id: Option<Reference>,
    /// When it begins, with an offset.
    #[schema(value_type = String, format = DateTime, example = "2026-03-02T09:00:00-05:00")]
    pub start: Timestamp,
    /// When it ends, with an offset; at most a day later.
    #[schema(value_type = String, format = DateTime, example = "2026-03-02T09:30:00-05:00")]
    pub end: Timestamp,
    /// The IANA time zone of the place, in which days are counted.
    #[schema(value_type = String, max_length = 50, pattern = "^[A-Za-z0-9_+/-]+$", example = "America/New_York")]
    pub time_zone: Zone,
    /// What kind of service.
    #[schema(min_length = 1, max_length = 100, example = "general-practice")]
    pub service_type: String,
    /// Why the patient comes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 1, max_length = 500, nullable = false)]
    pub reason: Option<String>,
    /// Anything else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 1, max_length = 2000, nullable = false)]
    pub comment: Option<String>,
    /// Whether it may overlap others; with its own scope and a reason.
    #[serde(default)]
    #[schema(default = false)]
    pub allow_overlap: bool,
    /// Why it may overlap.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 1, max_length = 500, nullable = false)]
    pub overlap_reason: Option<String>,
}

/// A booking whose parts are known to be right, for synthetic appointments.
pub(crate) fn booking_of(
    patient_id: Uuid,
    practitioner: &str,
    start: Timestamp,
    end: Timestamp,
    zone: &str,
    service: &str,
) -> Booking {
    Booking {
        patient_id,
        practitioner_id: Reference::of(practitioner),
        location_id: None,
        start,
        end,
        time_zone: Zone::of(zone),
        service_type: service.to_owned(),
        reason: None,
        comment: None,
        allow_overlap: false,
        overlap_reason: None,
    }
}

/// A new appointment, or what is to take the place of one.
#[derive(Clone)]
pub struct NewAppointment {
    /// What is said of it.
    pub booking: Booking,
    /// `proposed` or `booked`; when replacing, what it is already.
    pub status: Option<Status>,
}

impl Booking {
    /// The deliberate overlap, if one is asked for.
    #[must_use]
    pub fn overlap(&self) -> Option<&str> {
        if self.allow_overlap { self.overlap_reason.as_deref() } else { None }
    }
}

const KNOWN: &[&str] = &[
    "patientId",
    "practitionerId",
    "locationId",
    "start",
    "end",
    "timeZone",
    "serviceType",
    "reason",
    "comment",
    "status",
    "allowOverlap",
    "overlapReason",
];

const NEW: &[(&str, Status)] = &[("proposed", Status::Proposed), ("booked", Status::Booked)];

impl FromJson for NewAppointment {
    fn read(node: &Node<'_>) -> Option<Self> {
        let object = node.object(KNOWN)?;
        let status = object.optional("status", |node| node.code(NEW));
        let patient_id = object.required("patientId", Node::id);
        let practitioner_id = object.required("practitionerId", Node::parse::<Reference>);
        let location_id = object.optional("locationId", Node::parse::<Reference>);
        let start = object.required("start", Node::parse::<Instant>);
        let end = object.required("end", Node::parse::<Instant>);
        let time_zone = object.required("timeZone", Node::parse::<Zone>);
        let service_type = object.required("serviceType", |node| node.text(100));
        let reason = object.optional("reason", |node| node.text(500));
        let comment = object.optional("comment", |node| node.text(2000));
        let overlap = Overlap::read(&object);
        let (start, end) = interval(&object, start?.0, end?.0)?;
        let overlap_reason = overlap?.map(|overlap| overlap.0);
        let booking = Booking {
            patient_id: patient_id?,
            practitioner_id: practitioner_id?,
            location_id: location_id?,
            start,
            end,
            time_zone: time_zone?,
            service_type: service_type?,
            reason: reason?,
            comment: comment?,
            allow_overlap: overlap_reason.is_some(),
            overlap_reason,
        };
        Some(Self { booking, status: status? })
    }
}

fn interval(object: &Object<'_>, start: Timestamp, end: Timestamp) -> Option<(Timestamp, Timestamp)> {
    if end <= start {
        object.fail("end", "must be later than `start`");
        return None;
    }
    if end.duration_since(start) > LONGEST {
        object.fail("end", "must be at most 24 hours later than `start`");
        return None;
    }
    Some((start, end))
}

impl PartialSchema for NewAppointment {
    fn schema() -> RefOr<Schema> {
        extended(Booking::schema(), [("status", new_status(), false)])
    }
}

impl ToSchema for NewAppointment {
    fn name() -> std::borrow::Cow<'static, str> {
        "NewAppointment".into()
    }
}

fn new_status() -> RefOr<Schema> {
    utoipa::openapi::ObjectBuilder::new()
        .schema_type(utoipa::openapi::schema::SchemaType::Type(utoipa::openapi::Type::String))
        .enum_values(Some(NEW.iter().map(|(code, _)| *code)))
        .description(Some("`booked`, unless said otherwise; when replacing, what it is already"))
        .into()
}
