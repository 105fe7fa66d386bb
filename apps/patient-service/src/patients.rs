//! Patients, from top to bottom: router, handlers, domain, store.

mod domain;
mod handler;
mod router;
mod store;

pub use domain::{
    Address, AdministrativeGender, BirthDate, ContactPoint, ContactSystem, HumanName, Identifier, Patient,
    Search,
};
pub use router::router;
pub use store::insert_seed;
