//! What departs from the rules, and says so.

use std::collections::BTreeMap;

use crate::problem::Location;

/// A rule that does not hold for something, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiver {
    /// The rule: one of [`crate::policy::RULES`] or of [`check::rules`], or the id of a check of checkov.
    pub rule: String,
    /// What it does not hold for: a path of the environment's file, or a Terraform address.
    pub address: String,
    /// Why.
    pub reason: String,
    /// Where the file says so.
    pub location: Location,
}

impl Waiver {
    /// Whether the rule is one of this crate's, and so has been matched with a finding already.
    #[must_use]
    pub fn is_policy(&self) -> bool {
        crate::policy::find(&self.rule).is_some()
    }

    /// Whether the rule is the id of a check of checkov.
    #[must_use]
    pub fn is_checkov(&self) -> bool {
        self.rule.starts_with("CKV")
    }
}

/// Arguments that are merged over what is rendered for one Terraform address.
#[derive(Clone, Debug, PartialEq)]
pub struct Override {
    /// The provider's arguments.
    pub arguments: serde_json::Map<String, serde_json::Value>,
    /// Where the file says so.
    pub location: Location,
    /// Where each argument is, by its path below the address: `access_logs`, `access_logs.bucket`, `subnets[0]`.
    pub locations: BTreeMap<String, Location>,
}

impl Override {
    /// Where an argument is, or the closest thing around it that the file says.
    #[must_use]
    pub fn location_of(&self, argument: &str) -> &Location {
        let mut path = argument;
        loop {
            if let Some(location) = self.locations.get(path) {
                return location;
            }
            match path.rfind(['.', '[']) {
                Some(end) => path = &path[..end],
                None => return &self.location,
            }
        }
    }
}
