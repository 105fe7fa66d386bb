//! The certificate of a load balancer's name, proven by DNS.

use aws::Tags;
use aws::acm::{
    Certificate, CertificateOptions, CertificateValidation, KeyAlgorithm, Preference, ValidationMethod,
};
use aws::route53::{Record, RecordValue, Zone, ZoneId};
use terraform::{Arn, Meta, Ref, Text};

use crate::composition::Composition;

/// Adds a certificate for `domain` and the record that proves it is ours; known once it is issued.
pub(crate) fn add(
    c: &mut Composition<'_>,
    name: &str,
    domain: &str,
    zone: Ref<Zone, ZoneId>,
) -> Ref<CertificateValidation, Arn> {
    let mut file = c.file("load_balancer");
    let certificate = file.add_with(
        name,
        Certificate {
            domain_name: domain.to_owned(),
            key_algorithm: KeyAlgorithm::EcPrime256V1,
            options: CertificateOptions { certificate_transparency_logging_preference: Preference::Enabled },
            tags: Tags::name(domain),
            validation_method: ValidationMethod::Dns,
        },
        &Meta::create_before_destroy(),
    );
    let record = file.add(
        format!("{name}_validation"),
        Record {
            // A certificate that replaces another is proven by the same record.
            allow_overwrite: Some(true),
            name: certificate.get(&Certificate::VALIDATION_RECORD_NAME).into(),
            value: RecordValue::Values {
                records: vec![Text::from(certificate.get(&Certificate::VALIDATION_RECORD_VALUE))],
                ttl: 300,
                kind: certificate.get(&Certificate::VALIDATION_RECORD_TYPE).into(),
            },
            zone_id: zone,
        },
    );
    let validation = CertificateValidation {
        certificate_arn: certificate.arn(),
        validation_record_fqdns: vec![record.get(&Record::FQDN)],
    };
    file.add(name, validation).get(&CertificateValidation::CERTIFICATE_ARN)
}
