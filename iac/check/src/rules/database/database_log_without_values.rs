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

const LENGTH: &str = "log_parameter_max_length";
const LENGTH_ON_ERROR: &str = "log_parameter_max_length_on_error";

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for group in groups(context, found) {
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

/// Whether statements with values are logged: slow ones, or those that change rows.
fn logs_statements(group: &Group<'_>) -> Option<bool> {
    let slow = match group.setting("log_min_duration_statement") {
        Setting::Is(_, value) => !value.starts_with('-'),
        Setting::Default => false,
        Setting::Unknown => return None,
    };
    match group.setting("log_statement") {
        Setting::Is(_, value) => Some(slow || matches!(value.as_ref(), "all" | "mod")),
        Setting::Default => Some(slow),
        Setting::Unknown => None,
    }
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
        for parameters in [&[slow][..], &[("log_statement", "mod")]] {
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
        unjudged(&RULE, group(&[("log_statement", "${var.x}")]));
    }
}
