//! Free times: what is left of a span when what is booked is taken out of it.

use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use utoipa::ToSchema;

/// A free time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct Free {
    /// From then on.
    #[schema(value_type = String, format = DateTime)]
    pub start: Timestamp,
    /// Until then.
    #[schema(value_type = String, format = DateTime)]
    pub end: Timestamp,
}

/// The free times of at least this length between two instants. `busy` is sorted by its beginnings, and may
/// overlap itself.
#[must_use]
pub fn free_times(
    from: Timestamp,
    to: Timestamp,
    busy: &[(Timestamp, Timestamp)],
    at_least: SignedDuration,
) -> Vec<Free> {
    let mut free = Vec::new();
    let mut since = from;
    let mut add = |start: Timestamp, end: Timestamp| {
        if start < end && end.duration_since(start) >= at_least {
            free.push(Free { start, end });
        }
    };
    for (start, end) in busy {
        add(since, (*start).min(to));
        since = since.max(*end);
    }
    add(since, to);
    free
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::{civil::date, tz::TimeZone};
    use proptest::prelude::*;

    fn at(minute: i64) -> Timestamp {
        Timestamp::from_second(minute * 60).unwrap()
    }

    proptest! {
        /// Against a model that looks at every single minute.
        #[test]
        fn a_minute_is_free_exactly_when_nothing_is_booked_then(
            mut busy in proptest::collection::vec((0_i64..100, 1_i64..30), 0..12), least in 1_i64..10,
        ) {
            busy.sort_unstable();
            let booked: Vec<_> = busy.iter().map(|(start, length)| (at(*start), at(start + length))).collect();
            let free = free_times(at(10), at(90), &booked, SignedDuration::from_mins(least));
            let is_free = |minute: i64| {
                (10..90).contains(&minute) && !busy.iter().any(|(start, length)| (*start..start + length).contains(&minute))
            };
            for minute in 0..130 {
                // The length of the free run that this minute is in.
                let run = if is_free(minute) {
                    let before = (0..minute).rev().take_while(|m| is_free(*m)).count();
                    let after = (minute..130).take_while(|m| is_free(*m)).count();
                    before + after
                } else { 0 };
                let expected = run >= usize::try_from(least).unwrap();
                let found = free.iter().any(|free| free.start <= at(minute) && at(minute) < free.end);
                prop_assert_eq!(found, expected, "minute {}", minute);
            }
        }
    }

    proptest! {
        /// In every zone, on every day, around the days on which clocks change too: a local day is as long as its
        /// free times and what is booked in it.
        #[test]
        fn nothing_of_a_local_day_is_lost(
            zone in proptest::sample::select(vec!["America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "Asia/Kolkata"]),
            day in 0_i64..800, begin in 0_i64..23, minutes in 1_i64..60,
        ) {
            let day = date(2026, 1, 1).saturating_add(jiff::Span::new().days(day));
            let midnight = |day: jiff::civil::Date| day.in_tz(zone).unwrap().timestamp();
            let (from, to) = (midnight(day), midnight(day.tomorrow().unwrap()));
            // What the clock on the wall says; in the gap, the hour after it.
            let start = day.at(i8::try_from(begin).unwrap(), 0, 0, 0).in_tz(zone).unwrap().timestamp().max(from);
            let end = (start + SignedDuration::from_mins(minutes)).min(to);
            let free = free_times(from, to, &[(start, end)], SignedDuration::ZERO);
            let sum = free.iter().fold(end.duration_since(start), |sum, free| sum + free.end.duration_since(free.start));
            prop_assert_eq!(sum, to.duration_since(from));
        }
    }

    #[test]
    fn the_day_on_which_clocks_change_has_23_or_25_hours() {
        let zone = TimeZone::get("America/New_York").unwrap();
        for (day, hours) in [(date(2026, 3, 8), 23), (date(2026, 11, 1), 25), (date(2026, 3, 9), 24)] {
            let midnight = |day: jiff::civil::Date| day.to_zoned(zone.clone()).unwrap().timestamp();
            let free =
                free_times(midnight(day), midnight(day.tomorrow().unwrap()), &[], SignedDuration::ZERO);
            assert_eq!(free[0].end.duration_since(free[0].start), SignedDuration::from_hours(hours));
        }
    }
}
