//! The policy rules: what a file may say only if it also says why.

/// A policy rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// The name that a waiver gives.
    pub id: &'static str,
    /// What it asks.
    pub summary: &'static str,
    /// Whether a waiver can set it aside.
    pub waivable: bool,
}

/// The rule of that name.
#[must_use]
pub fn find(id: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.id == id)
}

const fn rule(id: &'static str, summary: &'static str) -> Rule {
    Rule { id, summary, waivable: true }
}

/// Every policy rule.
pub const RULES: &[Rule] = &[
    rule("plain-http-calls", "no service calls another over plain HTTP"),
    rule("plain-secret", "no variable with the name of a secret is in plain sight"),
    rule("production-container-insights", "production's cluster is measured"),
    rule(
        "production-database",
        "production's database survives the loss of a zone, never pauses, and is restored to any second of 35 days",
    ),
    rule("production-deletion-protection", "production cannot be destroyed by mistake"),
    rule("production-firewall", "a web application firewall stands before production"),
    rule("production-minimum", "each service of production has at least two tasks"),
    rule("production-nat", "production survives the loss of any one zone's NAT gateway"),
    Rule { waivable: false, ..rule("production-plain-http", "production speaks HTTPS only") },
    rule("production-retention", "production's logs are kept for at least 365 days"),
    rule("production-spot", "production's tasks are not interruptible"),
];
