//! The password of a database's master user is in no container's environment.

use super::told::master_secrets;
use crate::containers::each;
use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "master-secret-apart",
    severity: Severity::Warning,
    summary: "the secret of a database's master user is in no container's environment",
    why: "whoever takes over the program has every table of the database; and the environment keeps a password that RDS changes every week",
    source: Some("https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.MasterAccounts.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    each(context.tasks(), found, |_, container, found| {
        for (_, from) in container.secrets() {
            for database in master_secrets(from) {
                let message = format!(
                    "the password of the master user of `{}` is in the environment",
                    database.address()
                );
                let fix = "log in as a user of the program's own; what has to be the master reads the secret itself";
                found.report(from, message, fix);
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::containers::fargate;
    use crate::testing::{breaks, holds};

    #[test]
    fn no_program_is_given_the_master_s_password() {
        let document = |from: &str| {
            let mut document =
                fargate(&json!([{"name": "a", "secrets": [{"name": "PASSWORD", "valueFrom": from}]}]));
            document["aws_rds_cluster"] = json!({"a": {}});
            document["aws_secretsmanager_secret"] = json!({"a": {}});
            document
        };
        for from in [
            "${aws_rds_cluster.a.master_user_secret[0].secret_arn}:password::",
            "${tolist(aws_rds_cluster.a.master_user_secret)[0].secret_arn}",
        ] {
            let said = "aws_ecs_task_definition.a: container_definitions[0].secrets[0].valueFrom: the password of the master user of `aws_rds_cluster.a` is in the environment";
            breaks(&RULE, document(from), &[said]);
        }
        holds(&RULE, document("${aws_secretsmanager_secret.a.arn}:password::"));
    }
}
