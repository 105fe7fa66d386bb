//! What AWS accepts, as types that parse or refuse.
//!
//! A value of one of these types is legal for AWS by itself; rules that need two values (a subnet inside its network) are
//! the business of whoever holds both. A refusal says the value given, what is allowed and, where it helps, what to do.

mod account;
mod arn;
mod aurora_capacity;
mod cidr;
mod db_instance_class;
mod domain;
mod fargate;
mod log_retention;
mod number;
mod path_pattern;
mod region;
mod schedule;
mod secret;
mod text;
mod window;
mod zone;

pub use account::AccountId;
pub use arn::{CertificateArn, KmsKeyArn};
pub use aurora_capacity::{AuroraCapacity, PauseSeconds};
pub use cidr::{Cidr, RouteCidr, VpcCidr};
pub use db_instance_class::{DbInstanceClass, MOST_CONNECTIONS};
pub use domain::DomainName;
pub use fargate::{FargateCpu, FargateSize};
pub use log_retention::Retention;
pub use number::{BackupDays, Base, Capacity, Days, IdleTimeout, Number, Percent, Port, Positive, Weight};
pub use path_pattern::PathPattern;
pub use region::Region;
pub use schedule::{ScheduleExpression, TimeZone};
pub use secret::{ParameterName, SecretName};
pub use window::{BackupWindow, MaintenanceWindow};
pub use zone::AvailabilityZone;

/// Why a value was refused: the three parts of a message, kept apart so that they can be laid out.
///
/// `Display` writes one part a line, and [`Refused::read`] takes such text apart again: serde carries errors as text only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// What is wrong, with the value given.
    pub message: String,
    /// The values allowed.
    pub allowed: Option<String>,
    /// What to do next.
    pub hint: Option<String>,
}

const ALLOWED: &str = "\nallowed: ";
const HINT: &str = "\nhint: ";

impl Refused {
    /// A refusal that says only what is wrong.
    #[must_use]
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), allowed: None, hint: None }
    }

    /// Adds the values allowed.
    #[must_use]
    pub fn allowed(mut self, allowed: impl Into<String>) -> Self {
        self.allowed = Some(allowed.into());
        self
    }

    /// Adds what to do next.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Takes apart what `Display` wrote; text of any other origin is all message.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let (text, hint) = split(text, HINT);
        let (message, allowed) = split(text, ALLOWED);
        Self { message: message.to_owned(), allowed, hint }
    }
}

fn split<'a>(text: &'a str, mark: &str) -> (&'a str, Option<String>) {
    match text.split_once(mark) {
        Some((before, after)) => (before, Some(after.to_owned())),
        None => (text, None),
    }
}

impl std::fmt::Display for Refused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)?;
        if let Some(allowed) = &self.allowed {
            write!(f, "{ALLOWED}{allowed}")?;
        }
        if let Some(hint) = &self.hint {
            write!(f, "{HINT}{hint}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Refused {}

#[cfg(test)]
mod tests {
    use super::Refused;

    #[test]
    fn a_refusal_survives_being_text() {
        let refused = Refused::new("`1` is odd").allowed("even numbers").hint("choose 2");
        assert_eq!(Refused::read(&refused.to_string()), refused);
        assert_eq!(Refused::read("plain"), Refused::new("plain"));
    }
}
