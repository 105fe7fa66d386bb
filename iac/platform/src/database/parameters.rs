//! How PostgreSQL is set up.

use aws::rds::{ApplyMethod, Parameter};

/// Name, value and why. All of them can change while the database runs.
/// <https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraPostgreSQL.Reference.ParameterGroups.html>
const PARAMETERS: [(&str, &str); 11] = [
    // A transaction that nobody ends holds its locks, and its connection: milliseconds.
    ("idle_in_transaction_session_timeout", "60000"),
    ("log_connections", "1"),
    ("log_disconnections", "1"),
    // With more words an error says which values were in the way.
    ("log_error_verbosity", "terse"),
    // Whoever waits for a lock for more than a second.
    ("log_lock_waits", "1"),
    // Slow statements, in milliseconds.
    ("log_min_duration_statement", "1000"),
    // No value that a statement is given: they are people's.
    ("log_parameter_max_length", "0"),
    ("log_parameter_max_length_on_error", "0"),
    // Changes of tables and roles, and no data.
    ("log_statement", "ddl"),
    // Who speaks without TLS is refused.
    ("rds.force_ssl", "1"),
    ("ssl_min_protocol_version", "TLSv1.2"),
];

pub(super) fn all() -> Vec<Parameter> {
    PARAMETERS
        .into_iter()
        .map(|(name, value)| Parameter {
            apply_method: ApplyMethod::Immediate,
            name,
            value: value.to_owned(),
        })
        .collect()
}
