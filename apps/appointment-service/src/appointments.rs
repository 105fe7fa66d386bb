//! Appointments, from top to bottom: router, handlers, domain, store.

mod domain;
mod handler;
mod router;
mod store;

pub(crate) use domain::booking_of;
pub use domain::{
    Appointment, Booking, Free, NewAppointment, Overlap, Reference, STATUSES, Status, StatusChange,
    free_times,
};
pub use router::router;
pub(crate) use store::insert_seed;
