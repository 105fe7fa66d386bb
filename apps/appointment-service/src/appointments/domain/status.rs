//! The status of an appointment: FHIR's words, and which may follow which.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use service_kit::json::{FromJson, Node};
use utoipa::ToSchema;

use super::Overlap;

/// FHIR's appointment status, as far as it is used here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
#[schema(as = AppointmentStatus)]
pub enum Status {
    /// Suggested; blocks nobody's time.
    Proposed,
    /// Agreed.
    Booked,
    /// The patient is there.
    Arrived,
    /// It took place.
    Fulfilled,
    /// It will not take place.
    Cancelled,
    /// The patient did not come.
    Noshow,
    /// It never was one.
    EnteredInError,
}

/// Every status by its code.
pub const STATUSES: &[(&str, Status)] = &[
    ("proposed", Status::Proposed),
    ("booked", Status::Booked),
    ("arrived", Status::Arrived),
    ("fulfilled", Status::Fulfilled),
    ("cancelled", Status::Cancelled),
    ("noshow", Status::Noshow),
    ("entered-in-error", Status::EnteredInError),
];

impl Status {
    /// Its code.
    #[must_use]
    pub fn code(self) -> &'static str {
        STATUSES.iter().find(|(_, status)| *status == self).map_or("", |(code, _)| code)
    }

    /// Whether the practitioner's and the patient's time is taken.
    #[must_use]
    pub fn is_blocking(self) -> bool {
        matches!(self, Self::Booked | Self::Arrived)
    }

    /// Whether time, place and people can still be changed.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, Self::Proposed | Self::Booked)
    }

    /// What may follow, at this moment, for an appointment that begins then.
    #[must_use]
    pub fn next(self, start: Timestamp, now: Timestamp) -> Vec<Self> {
        let all: &[Self] = match self {
            Self::Proposed => &[Self::Booked, Self::Cancelled, Self::EnteredInError],
            Self::Booked => &[Self::Arrived, Self::Cancelled, Self::Noshow, Self::EnteredInError],
            Self::Arrived => &[Self::Fulfilled, Self::Cancelled, Self::EnteredInError],
            Self::Fulfilled | Self::Cancelled | Self::Noshow => &[Self::EnteredInError],
            Self::EnteredInError => &[],
        };
        // Nobody can have failed to come to what has not begun.
        all.iter().copied().filter(|status| *status != Self::Noshow || start <= now).collect()
    }
}

/// A change of status, as clients write it.
#[derive(ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct StatusChange {
    /// The new status.
    pub status: Status,
    /// Why; needed to cancel for someone who has arrived.
    #[schema(min_length = 1, max_length = 500, nullable = false)]
    pub reason: Option<String>,
    /// Book it although the time is taken; with its own scope and a reason.
    #[schema(value_type = bool, required = false)]
    pub allow_overlap: bool,
    /// Why it may overlap.
    #[schema(min_length = 1, max_length = 500, nullable = false)]
    pub overlap_reason: Option<String>,
}

impl StatusChange {
    /// The deliberate overlap, if one is asked for.
    #[must_use]
    pub fn overlap(&self) -> Option<Overlap> {
        if self.allow_overlap { self.overlap_reason.clone().map(Overlap) } else { None }
    }
}

impl FromJson for StatusChange {
    fn read(node: &Node<'_>) -> Option<Self> {
        let object = node.object(&["status", "reason", "allowOverlap", "overlapReason"])?;
        let status = object.required("status", |node| node.code(STATUSES));
        let reason = object.optional("reason", |node| node.text(500));
        let overlap = Overlap::read(&object);
        let (allow_overlap, overlap_reason) =
            overlap?.map_or((false, None), |overlap| (true, Some(overlap.0)));
        Some(Self { status: status?, reason: reason?, allow_overlap, overlap_reason })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn any_status() -> impl Strategy<Value = Status> {
        proptest::sample::select(STATUSES.iter().map(|(_, status)| *status).collect::<Vec<_>>())
    }

    proptest! {
        /// The machine, written down once more as pairs, so that a slip in either place shows.
        #[test]
        fn exactly_the_agreed_pairs_are_allowed(from in any_status(), to in any_status(), begun: bool) {
            const ALLOWED: &[(&str, &str)] = &[
                ("proposed", "booked"), ("proposed", "cancelled"), ("proposed", "entered-in-error"),
                ("booked", "arrived"), ("booked", "cancelled"), ("booked", "noshow"), ("booked", "entered-in-error"),
                ("arrived", "fulfilled"), ("arrived", "cancelled"), ("arrived", "entered-in-error"),
                ("fulfilled", "entered-in-error"), ("cancelled", "entered-in-error"), ("noshow", "entered-in-error"),
            ];
            let now = Timestamp::UNIX_EPOCH;
            let start = if begun { now } else { Timestamp::MAX };
            let agreed = ALLOWED.contains(&(from.code(), to.code())) && (begun || to != Status::Noshow);
            prop_assert_eq!(from.next(start, now).contains(&to), agreed);
        }

        /// Whatever happens, nobody comes back from the end, and every walk ends.
        #[test]
        fn every_walk_ends(first in any_status(), choices in proptest::collection::vec(any::<usize>(), 10)) {
            let mut status = first;
            let mut steps = 0;
            for choice in choices {
                let next = status.next(Timestamp::UNIX_EPOCH, Timestamp::UNIX_EPOCH);
                let Some(index) = choice.checked_rem(next.len()) else { break };
                status = next[index];
                steps += 1;
            }
            prop_assert!(steps <= 5);
        }
    }
}
