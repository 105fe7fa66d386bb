//! The log of a database that has its slow statements has not what they were given.

use super::parameters::{Group, Setting, groups};
use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "database-log-without-values",
    severity: Severity::Warning,
    summary: "a PostgreSQL database that logs statements does not log the values that they are given",
    why: "names, addresses and diagnoses are in the log, for whoever may read logs and for as long as it is kept",
    source: Some(
        "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_LogAccess.Concepts.PostgreSQL.Query_Logging.html",
    ),
    check,
};

/// A parameter, and whether statements are logged with such a value of it.
type Logs = (&'static str, fn(&str) -> bool);

/// The parameters that have statements logged, and with which values they do: slow ones, a part of them, those that change
/// rows. <https://www.postgresql.org/docs/current/runtime-config-logging.html>
const STATEMENTS: [Logs; 4] = [
    ("log_min_duration_sample", |value| !value.starts_with('-')),
    ("log_min_duration_statement", |value| !value.starts_with('-')),
    ("log_statement", |value| matches!(value, "all" | "mod")),
    ("log_transaction_sample_rate", |value| value.parse::<f64>().is_ok_and(|rate| rate > 0.0)),
];

/// The parameter that has pgAudit log values. <https://github.com/pgaudit/pgaudit#pgauditlog_parameter>
const AUDITED: &str = "pgaudit.log_parameter";

const LENGTH: &str = "log_parameter_max_length";
const LENGTH_ON_ERROR: &str = "log_parameter_max_length_on_error";

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for group in groups(context, found) {
        if let Setting::Is(at, value) = group.setting(AUDITED)
            && matches!(value.to_ascii_lowercase().as_str(), "1" | "on" | "true" | "yes")
        {
            let fix = format!("remove the parameter `{AUDITED}`");
            found.report(at, "the database logs the values that statements are given", fix);
        }
        let Some(logs) = logs_statements(&group) else {
            found.unjudged(group.at);
            continue;
        };
        // Without the parameter, whole values are logged with statements, and none with errors.
        for (name, by_default) in [(LENGTH, !logs), (LENGTH_ON_ERROR, true)] {
            let fix = format!("set the parameter `{name}` to `0`");
            match group.setting(name) {
                Setting::Is(at, value) if value != "0" && (logs || name == LENGTH_ON_ERROR) => {
                    found.report(at, "the database logs the values that statements are given", fix);
                }
                Setting::Is(..) => {}
                Setting::Unknown => found.unjudged(group.at),
                Setting::Default if by_default => {}
                Setting::Default => {
                    found.report(group.at, "the database logs the values that statements are given", fix);
                }
            }
        }
    }
}

/// Whether statements with values are logged.
fn logs_statements(group: &Group<'_>) -> Option<bool> {
    let logs = |(name, logs): Logs| match group.setting(name) {
        Setting::Is(_, value) => Some(logs(&value)),
        Setting::Default => Some(false),
        Setting::Unknown => None,
    };
    let all = STATEMENTS.map(logs);
    if all.contains(&Some(true)) { Some(true) } else { all.iter().all(Option::is_some).then_some(false) }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    fn group(parameters: &[(&str, &str)]) -> Value {
        let parameters: Vec<Value> =
            parameters.iter().map(|(name, value)| json!({"name": name, "value": value})).collect();
        json!({"aws_db_parameter_group": {"a": {"family": "postgres17", "parameter": parameters}}})
    }

    #[test]
    fn values_are_not_logged() {
        let slow = ("log_min_duration_statement", "1000");
        holds(&RULE, group(&[slow, ("log_parameter_max_length", "0")]));
        holds(&RULE, group(&[("log_statement", "ddl")]));
        holds(&RULE, group(&[("log_min_duration_statement", "-1")]));
        let said = "the database logs the values that statements are given";
        for parameters in [
            &[slow][..],
            &[("log_statement", "mod")],
            &[("log_min_duration_sample", "100")],
            &[("log_transaction_sample_rate", "0.5")],
        ] {
            breaks(&RULE, group(parameters), &[&format!("aws_db_parameter_group.a: parameter: {said}")]);
        }
        breaks(
            &RULE,
            group(&[("log_parameter_max_length_on_error", "64")]),
            &[&format!("aws_db_parameter_group.a: parameter[0].value: {said}")],
        );
        breaks(
            &RULE,
            group(&[slow, ("log_parameter_max_length", "-1")]),
            &[&format!("aws_db_parameter_group.a: parameter[1].value: {said}")],
        );
        holds(&RULE, group(&[("pgaudit.log", "ddl"), ("pgaudit.log_parameter", "0")]));
        breaks(
            &RULE,
            group(&[("pgaudit.log_parameter", "1")]),
            &[&format!("aws_db_parameter_group.a: parameter[0].value: {said}")],
        );
        unjudged(&RULE, group(&[("log_statement", "${var.x}")]));
        // The cluster's group may say the rest.
        let mut of_machines = group(&[slow]);
        of_machines["aws_db_parameter_group"]["a"]["family"] = json!("aurora-postgresql17");
        unjudged(&RULE, of_machines);
    }
}
