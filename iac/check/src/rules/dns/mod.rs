//! Certificates, and the records that lead to what they are for.

mod alias_zone_agrees;
mod certificate_complete;
mod certificate_covers_record;
mod certificate_key;
mod certificate_name;
mod certificate_replaceable;
mod certificate_transparency;
mod certificate_validated_by_dns;
mod listener_waits_for_validation;
mod load_balancer_has_name;
mod names;
mod record_apex;
mod record_complete;
mod record_name;
mod record_unique;
mod validation_record_agrees;
mod validation_records_listed;

use crate::rule::Rule;

pub(super) const RULES: &[&Rule] = &[
    &certificate_complete::RULE,
    &certificate_covers_record::RULE,
    &certificate_key::RULE,
    &certificate_name::RULE,
    &certificate_replaceable::RULE,
    &certificate_transparency::RULE,
    &certificate_validated_by_dns::RULE,
    &listener_waits_for_validation::RULE,
    &load_balancer_has_name::RULE,
    &record_apex::RULE,
    &record_complete::RULE,
    &record_name::RULE,
    &record_unique::RULE,
    &validation_record_agrees::RULE,
    &validation_records_listed::RULE,
    &alias_zone_agrees::RULE,
];
