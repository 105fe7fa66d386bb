//! How long CloudWatch Logs keeps what it is given.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

use super::{Number, Refused};

const LEGAL: [u32; 23] = [
    0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1_096, 1_827, 2_192, 2_557, 2_922,
    3_288, 3_653,
];

/// Days that a log group keeps an event; zero keeps it for ever.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(try_from = "Number<0, { u32::MAX }>", into = "u32")]
pub struct Retention(u32);

impl Retention {
    /// Accepts or refuses.
    ///
    /// # Errors
    ///
    /// When CloudWatch Logs offers no such period.
    pub fn new(days: u32) -> Result<Self, Refused> {
        if LEGAL.contains(&days) {
            return Ok(Self(days));
        }
        let legal: Vec<String> = LEGAL.iter().map(u32::to_string).collect();
        let refused = Refused::new(format!("CloudWatch Logs cannot keep events for `{days}` days"))
            .allowed(format!("{} (0 is for ever)", legal.join(", ")));
        Err(match LEGAL.iter().find(|legal| **legal > days) {
            Some(next) => refused.hint(format!("the next longer is `{next}`")),
            None => refused,
        })
    }

    /// The number of days; zero is for ever.
    #[must_use]
    pub const fn days(self) -> u32 {
        self.0
    }

    /// Whether events are kept for at least that many days.
    #[must_use]
    pub const fn covers(self, days: u32) -> bool {
        self.0 == 0 || self.0 >= days
    }
}

impl TryFrom<Number<0, { u32::MAX }>> for Retention {
    type Error = Refused;

    fn try_from(days: Number<0, { u32::MAX }>) -> Result<Self, Refused> {
        Self::new(days.get())
    }
}

impl From<Retention> for u32 {
    fn from(retention: Retention) -> Self {
        retention.0
    }
}

impl JsonSchema for Retention {
    fn schema_name() -> Cow<'static, str> {
        "Retention".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "integer", "enum": LEGAL })
    }
}

#[cfg(test)]
mod tests {
    use super::Retention;

    #[test]
    fn legal_days_only() {
        assert!(Retention::new(2_192).is_ok_and(|retention| retention.covers(365)));
        assert!(Retention::new(0).is_ok_and(|retention| retention.covers(365)));
        assert!(Retention::new(30).is_ok_and(|retention| !retention.covers(365)));
        assert_eq!(Retention::new(366).unwrap_err().hint.as_deref(), Some("the next longer is `400`"));
        assert_eq!(Retention::new(4_000).unwrap_err().hint, None);
    }
}
