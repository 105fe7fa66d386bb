//! What both services promise, on either database.

mod appointments;
mod authorization;
mod double_booking;
mod errors;
mod idempotency;
mod outage;
mod paging;
mod patient_directory;
mod patients;
mod status;
