//! AWS Certificate Manager.

mod certificate;
mod certificate_validation;

pub use certificate::{
    Certificate, CertificateOptions, KeyAlgorithm, Preference, ValidationMethod, ValidationRecord,
};
pub use certificate_validation::CertificateValidation;
