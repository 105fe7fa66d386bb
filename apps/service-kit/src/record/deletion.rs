//! Why a record is deleted.

use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

use crate::http::{FromQuery, Reader};

/// Why a record is deleted. Codes only: a sentence in an address would end in logs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum DeletionReason {
    /// There never should have been such a record.
    EnteredInError,
    /// There is another record of the same.
    Duplicate,
    /// The law or the patient demands it.
    Requested,
}

const REASONS: &[(&str, DeletionReason)] = &[
    ("entered-in-error", DeletionReason::EnteredInError),
    ("duplicate", DeletionReason::Duplicate),
    ("requested", DeletionReason::Requested),
];

/// The query of every deletion.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct DeleteQuery {
    /// Why the record is deleted.
    #[param(inline)]
    pub reason: Option<DeletionReason>,
}

impl DeleteQuery {
    /// The reason's code, as history and audit trail keep it.
    #[must_use]
    pub fn code(&self) -> Option<&'static str> {
        REASONS.iter().find(|(_, reason)| Some(*reason) == self.reason).map(|(code, _)| *code)
    }
}

impl FromQuery for DeleteQuery {
    const KNOWN: &'static [&'static str] = &["reason"];

    fn read(query: &mut Reader) -> Self {
        Self { reason: query.code("reason", REASONS) }
    }
}
