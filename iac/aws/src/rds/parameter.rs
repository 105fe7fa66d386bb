use serde::Serialize;

/// A parameter of PostgreSQL's.
#[derive(Serialize)]
pub struct Parameter {
    pub apply_method: ApplyMethod,
    pub name: &'static str,
    pub value: String,
}

/// When a parameter takes effect. Static ones take it only when the database starts.
#[derive(Clone, Copy, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ApplyMethod {
    Immediate,
    PendingReboot,
}
