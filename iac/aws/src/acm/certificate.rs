use serde::Serialize;
use terraform::{Attribute, HasArn, Resource};

use crate::Tags;

/// A TLS certificate that AWS issues and renews.
#[derive(Serialize)]
pub struct Certificate {
    pub domain_name: String,
    pub key_algorithm: KeyAlgorithm,
    pub options: CertificateOptions,
    pub tags: Tags,
    pub validation_method: ValidationMethod,
}

impl Resource for Certificate {
    const TYPE: &'static str = "aws_acm_certificate";
}
impl HasArn for Certificate {}

/// The kind of a certificate's key.
#[derive(Serialize)]
pub enum KeyAlgorithm {
    #[serde(rename = "EC_prime256v1")]
    EcPrime256V1,
}

/// Settings of a certificate.
#[derive(Serialize)]
pub struct CertificateOptions {
    pub certificate_transparency_logging_preference: Preference,
}

/// On or off.
#[derive(Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Preference {
    Enabled,
}

/// How AWS is shown that a domain is ours.
#[derive(Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum ValidationMethod {
    Dns,
}

/// The kind of an attribute that is part of the DNS record AWS wants to see.
pub enum ValidationRecord {}

impl Certificate {
    /// The name of the record that proves the domain is ours.
    pub const VALIDATION_RECORD_NAME: Attribute<Self, ValidationRecord> =
        Attribute::first_of("domain_validation_options", "resource_record_name");
    /// The type of that record.
    pub const VALIDATION_RECORD_TYPE: Attribute<Self, ValidationRecord> =
        Attribute::first_of("domain_validation_options", "resource_record_type");
    /// The value of that record.
    pub const VALIDATION_RECORD_VALUE: Attribute<Self, ValidationRecord> =
        Attribute::first_of("domain_validation_options", "resource_record_value");
}
