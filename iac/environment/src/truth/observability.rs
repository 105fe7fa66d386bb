//! Logs and alarms.

use aws::limits::Retention;

use crate::text::Email;

/// Logs and alarms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Observability {
    /// How long log groups keep an event.
    pub log_retention_days: Retention,
    /// Who is told of alarms by e-mail; nobody is legal, as the topic has other subscribers.
    pub notify: Vec<Email>,
}
