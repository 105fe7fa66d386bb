//! What Terraform and the provider ask of any declaration: arguments, references.

mod arn_region;
mod collection_given;
mod kinds;
mod name_unique;
mod provider_keys;
mod provider_schema;
mod provider_tls;
mod reference_attribute;
mod reference_dangling;
mod reference_kind;
mod secret_written_down;
mod setting_once;

use crate::rule::Rule;

pub(super) const RULES: &[&Rule] = &[
    &provider_schema::RULE,
    &reference_dangling::RULE,
    &reference_attribute::RULE,
    &collection_given::RULE,
    &reference_kind::RULE,
    &name_unique::RULE,
    &setting_once::RULE,
    &provider_keys::RULE,
    &arn_region::RULE,
    &provider_tls::RULE,
    &secret_written_down::RULE,
];
