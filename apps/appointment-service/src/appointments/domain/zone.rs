//! Time zones: by their IANA names, as the database of zones writes them.

use std::str::FromStr;

use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

/// The name of an IANA time zone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Zone(String);

impl Zone {
    /// A name that is known to be right, for synthetic appointments.
    pub(super) fn of(name: &str) -> Self {
        Self(name.to_owned())
    }
}

impl FromStr for Zone {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let zone = TimeZone::get(text).ok().filter(|zone| !zone.is_unknown());
        match zone.as_ref().and_then(TimeZone::iana_name) {
            // However it was written, one zone has one name.
            Some(name) if text.len() <= 50 => Ok(Self(name.to_owned())),
            _ => Err("must be the name of an IANA time zone, such as `America/New_York`"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zone_has_one_name_however_it_is_written() {
        for text in ["America/New_York", "america/new_york", "AMERICA/NEW_YORK"] {
            assert_eq!(text.parse::<Zone>(), Ok(Zone::of("America/New_York")), "{text}");
        }
        for text in ["", "America", "America/New_York ", "Etc/Unknown", "local", "+05:00", "../UTC"] {
            assert!(text.parse::<Zone>().is_err(), "{text}");
        }
    }
}
