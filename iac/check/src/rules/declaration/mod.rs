//! What Terraform and the provider ask of any declaration: arguments, references.

mod kinds;
mod provider_schema;
mod reference_attribute;
mod reference_dangling;
mod reference_kind;

use crate::rule::Rule;

pub(super) const RULES: &[&Rule] =
    &[&provider_schema::RULE, &reference_dangling::RULE, &reference_attribute::RULE, &reference_kind::RULE];
