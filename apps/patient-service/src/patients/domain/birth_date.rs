//! A birth date: a day in no zone.

use std::str::FromStr;

use jiff::{Timestamp, civil::Date, tz};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Nobody alive was born before.
const EARLIEST: Date = jiff::civil::date(1850, 1, 1);

/// The day on which a patient was born.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(transparent)]
#[schema(value_type = String, format = Date, example = "1984-02-29")]
pub struct BirthDate(Date);

impl BirthDate {
    /// The day.
    #[must_use]
    pub fn date(self) -> Date {
        self.0
    }

    /// A day that is known to be right, for synthetic patients.
    #[must_use]
    pub fn of(date: Date) -> Self {
        Self(date)
    }
}

impl FromStr for BirthDate {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        // Exactly `YYYY-MM-DD`: the parser knows more forms than JSON Schema's `date`.
        let digits = |range: std::ops::Range<usize>| {
            text.get(range).is_some_and(|part| part.bytes().all(|byte| byte.is_ascii_digit()))
        };
        let shaped = text.len() == 10 && digits(0..4) && digits(5..7) && digits(8..10);
        let wrong = "must be a day such as `1984-02-29`";
        if !shaped || text.get(4..5) != Some("-") || text.get(7..8) != Some("-") {
            return Err(wrong.to_owned());
        }
        let date: Date = text.parse().map_err(|_| wrong.to_owned())?;
        // Somewhere on earth it is already this late.
        let latest = Timestamp::now().to_zoned(tz::TimeZone::fixed(tz::offset(14))).date();
        if date < EARLIEST || date > latest {
            return Err(format!("must lie between {EARLIEST} and today"));
        }
        Ok(Self(date))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn leap_days_exist_in_leap_years_only() {
        assert!("2024-02-29".parse::<BirthDate>().is_ok());
        assert!("2023-02-29".parse::<BirthDate>().is_err());
    }

    #[test]
    fn the_day_must_be_possible() {
        for text in
            ["1849-12-31", "2999-01-01", "", "1984-2-29", "19840229", "1984-02-29T00:00", "1984-W09-3"]
        {
            assert!(text.parse::<BirthDate>().is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in ".*") {
            let _ = text.parse::<BirthDate>();
        }
    }
}
