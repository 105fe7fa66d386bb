//! What a patient is, in the words of FHIR R4. None of these types can be printed by accident: they have no
//! `Debug`.

mod address;
mod birth_date;
mod contact;
mod identifier;
mod name;
mod normal;
mod patient;
mod search;

pub use address::Address;
pub use birth_date::BirthDate;
pub use contact::{ContactPoint, ContactSystem};
pub use identifier::Identifier;
pub use name::HumanName;
pub use patient::{AdministrativeGender, Patient};
pub use search::Search;
pub(super) use search::{keys, of_identifier};
