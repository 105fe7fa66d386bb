//! What `iac check --format json` found.

use serde::Deserialize;

/// The findings, as far as a reviewer reads them here.
#[derive(Debug, Deserialize)]
pub struct Findings {
    #[serde(rename = "findings")]
    pub(crate) all: Vec<Finding>,
    #[serde(default)]
    pub(crate) waived: Vec<serde::de::IgnoredAny>,
    pub(crate) checked: Checked,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Finding {
    pub(crate) rule: String,
    pub(crate) severity: String,
    pub(crate) address: String,
    pub(crate) message: String,
    #[serde(default)]
    pub(crate) fix: String,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Checked {
    pub(crate) resources: usize,
    pub(crate) rules: usize,
}

impl Findings {
    /// Reads what `iac check --format json` prints.
    ///
    /// # Errors
    /// It is something else.
    pub fn read(text: &str) -> serde_json::Result<Self> {
        serde_json::from_str(text)
    }

    pub(crate) fn errors(&self) -> usize {
        self.all.iter().filter(|finding| finding.severity == "error").count()
    }
}
