//! What both services promise, on either database.

mod appointments;
mod authorization;
mod double_booking;
mod errors;
mod history;
mod idempotency;
mod outage;
mod overlap_model;
mod paging;
mod patient_directory;
mod patients;
mod status;
mod surroundings;
