//! Who may hand a role to a service is told which service.

use configuration::Read;

use crate::context::Context;
use crate::found::Found;
use crate::policies::actions::is_like;
use crate::policies::{Place, Statement};
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "pass-role-bound",
    severity: Severity::Warning,
    summary: "a policy that allows `iam:PassRole` names the roles, and says by `iam:PassedToService` to which service",
    why: "whoever holds it can start something else with the role, and act through that",
    source: Some(
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#available-keys-for-iam",
    ),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for (_, document) in context.policies().read(found, Place::is_identity) {
        // A statement that denies it to every other service does as well.
        let denied = document.statements.iter().any(|statement| {
            statement.is_deny()
                && passes(statement)
                && statement.asks("iam:PassedToService") != Read::Known(false)
        });
        for statement in
            document.statements.iter().filter(|statement| statement.is_allow() && passes(statement))
        {
            match statement.asks("iam:PassedToService") {
                Read::Known(false) if !denied => {
                    let message = "`iam:PassRole` is allowed for any service";
                    let fix = "add a condition `StringEquals` on `iam:PassedToService`";
                    found.report(statement.actions.at, message, fix);
                }
                Read::Unknown => found.unjudged(statement.at),
                _ => {}
            }
            // Without a condition, `*` alone is another rule's.
            if statement.asks("iam:PassedToService") == Read::Known(true) {
                let mut roles = statement.resources.entries.iter();
                if let Some(all) = roles.find(|role| role.literal().is_some_and(|text| is_every_role(&text)))
                {
                    let message = "every role of the account may be passed";
                    found.report(all.at, message, "name the roles, or what their names begin with");
                }
            }
        }
    }
}

fn is_every_role(arn: &str) -> bool {
    arn == "*" || arn.rsplit_once(":role/").is_some_and(|(_, name)| name == "*")
}

fn passes(statement: &Statement<'_>) -> bool {
    let names = |text: &str| {
        // `*` and `iam:*` are another rule's.
        text.split_once(':').is_some_and(|(service, action)| {
            service.eq_ignore_ascii_case("iam") && action != "*" && is_like(action, "PassRole")
        })
    };
    !statement.actions.negated
        && statement.actions.entries.iter().any(|entry| entry.literal().is_some_and(|text| names(&text)))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::documents::{managed, policy};
    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn roles_are_passed_to_a_named_service() {
        let mut statement = json!({"Effect": "Allow", "Action": "iam:PassRole", "Resource": "arn:aws:iam::123456789012:role/a"});
        breaks(
            &RULE,
            managed(&statement),
            &["aws_iam_policy.a: policy.Statement[0].Action: `iam:PassRole` is allowed for any service"],
        );
        let deny = json!({
            "Effect": "Deny", "Action": "iam:PassRole", "Resource": "*",
            "Condition": {"StringNotEquals": {"iam:PassedToService": "ecs-tasks.amazonaws.com"}},
        });
        holds(&RULE, json!({"aws_iam_policy": {"a": {"policy": policy(&[statement.clone(), deny])}}}));
        statement["Condition"] = json!({"StringEquals": {"iam:PassedToService": "ecs-tasks.amazonaws.com"}});
        holds(&RULE, managed(&statement));
        statement["Resource"] = json!("arn:aws:iam::123456789012:role/*");
        breaks(
            &RULE,
            managed(&statement),
            &["aws_iam_policy.a: policy.Statement[0].Resource: every role of the account may be passed"],
        );
        statement["Condition"] = json!({"StringEquals": {"${var.key}": "ecs-tasks.amazonaws.com"}});
        unjudged(&RULE, managed(&statement));
    }
}
