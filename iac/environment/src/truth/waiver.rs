//! What departs from the rules, and says so.

use std::collections::BTreeMap;

use crate::problem::Location;
use crate::text::EnvironmentName;

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

/// What stands for the name of each environment in a waiver of the bootstrap's file.
const EACH: &str = "{environment}";

impl Waiver {
    /// The waivers that one of the bootstrap's file stands for: it names an environment, or each of them.
    pub(crate) fn of_each<'n>(self, names: impl Iterator<Item = &'n EnvironmentName>) -> Vec<Self> {
        if !self.address.contains(EACH) {
            return vec![self];
        }
        let of = |name: &EnvironmentName| Self {
            address: self.address.replace(EACH, name.as_str()),
            reason: self.reason.replace(EACH, name.as_str()),
            ..self.clone()
        };
        names.map(of).collect()
    }

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
