//! What the generated README tells of the stack, recorded where it is made.

use serde::Serialize;

/// Rows of the generated README.
#[derive(Default)]
pub(crate) struct Report {
    pub(crate) connections: Vec<Connection>,
    pub(crate) roles: Vec<Role>,
}

/// One permitted connection: a rule on each side that has one.
#[derive(Serialize)]
pub(crate) struct Connection {
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) port: u32,
    pub(crate) why: String,
}

/// A role and what it may do.
#[derive(Serialize)]
pub(crate) struct Role {
    pub(crate) name: String,
    pub(crate) trusts: String,
    pub(crate) permissions: Vec<Permission>,
}

/// One statement of a role's policy.
#[derive(Serialize)]
pub(crate) struct Permission {
    pub(crate) actions: Vec<&'static str>,
    pub(crate) resources: Vec<String>,
}
