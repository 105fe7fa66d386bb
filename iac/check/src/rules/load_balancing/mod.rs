//! Load balancers, their listeners and rules, target groups.

mod listener_rule_priority_unique;

use crate::rule::Rule;

pub(super) const RULES: &[&Rule] = &[&listener_rule_priority_unique::RULE];
