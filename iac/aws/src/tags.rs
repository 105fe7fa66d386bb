use serde::Serialize;

/// The tags of one resource, beside those that the provider puts on everything.
#[derive(Serialize)]
pub struct Tags {
    /// What consoles show as the resource's name.
    #[serde(rename = "Name")]
    pub name: String,
}

impl Tags {
    /// A name.
    pub fn name(name: impl Into<String>) -> Self {
        Self { name: name.into() }
    }
}
