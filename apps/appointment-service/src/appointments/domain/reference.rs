//! Ids that other systems give.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// An opaque id of something that another system keeps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Reference(String);

impl FromStr for Reference {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let known = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'.';
        if (1..=64).contains(&text.len()) && text.bytes().all(known) {
            Ok(Self(text.to_owned()))
        } else {
            Err("must be an id of 1 to 64 letters, digits, `-` and `.`")
        }
    }
}

impl Reference {
    /// An id that is known to be right, for synthetic appointments.
    pub(super) fn of(id: &str) -> Self {
        Self(id.to_owned())
    }

    /// The id.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
