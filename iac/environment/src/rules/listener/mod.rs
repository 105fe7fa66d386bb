//! `[load_balancer]`, and the ARNs of the file.

mod arn_place;
mod domain_in_zone;
mod domain_names;

use super::Rule;

pub(super) const RULES: &[Rule] = &[domain_in_zone::check, domain_names::check, arn_place::check];
