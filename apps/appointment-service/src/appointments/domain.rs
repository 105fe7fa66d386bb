//! What an appointment is, in the words of FHIR R4. None of these types can be printed by accident: they have no
//! `Debug`, but for codes and times.

mod appointment;
mod availability;
mod booking;
mod overlap;
mod reference;
mod status;
mod zone;

pub use appointment::Appointment;
pub use availability::{Free, free_times};
pub(crate) use booking::booking_of;
pub use booking::{Booking, NewAppointment};
pub use overlap::Overlap;
pub use reference::Reference;
pub use status::{STATUSES, Status, StatusChange};
use zone::Zone;

use jiff::SignedDuration;

/// No appointment is longer; the schema counts on it.
pub(super) const LONGEST: SignedDuration = SignedDuration::from_hours(24);
