use serde::Serialize;
use terraform::{Arn, Attribute, Ref, Resource};

use super::Certificate;
use crate::route53::{Fqdn, Record};

/// Waits until a certificate is issued.
#[derive(Serialize)]
pub struct CertificateValidation {
    pub certificate_arn: Ref<Certificate, Arn>,
    pub validation_record_fqdns: Vec<Ref<Record, Fqdn>>,
}

impl Resource for CertificateValidation {
    const TYPE: &'static str = "aws_acm_certificate_validation";
}

impl CertificateValidation {
    /// The certificate's ARN, known once it is issued.
    pub const CERTIFICATE_ARN: Attribute<Self, Arn> = Attribute::new("certificate_arn");
}
