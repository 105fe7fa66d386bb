//! Programs log in to a database by IAM.

use super::databases;
use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "database-login-by-role",
    severity: Severity::Warning,
    summary: "a database takes logins by IAM, with a token of fifteen minutes",
    why: "programs log in with passwords, which are kept somewhere, copied, and seldom changed",
    source: Some("https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-12"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for database in databases(context) {
        let at = database.get("iam_database_authentication_enabled");
        if found.boolean(at, false) == Some(false) {
            let fix = "set `iam_database_authentication_enabled` to true";
            found.report(at, "the database takes logins by password alone", fix);
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn roles_log_in() {
        for ty in super::super::DATABASES {
            let database = |by_iam: serde_json::Value| json!({ty: {"a": {"iam_database_authentication_enabled": by_iam}}});
            let said = format!(
                "{ty}.a: iam_database_authentication_enabled: the database takes logins by password alone"
            );
            breaks(&RULE, database(json!(null)), &[&said]);
            holds(&RULE, database(json!(true)));
            unjudged(&RULE, database(json!("${var.x}")));
        }
    }
}
