//! A service of AWS acts for this account alone.

use configuration::Read;

use crate::context::Context;
use crate::found::Found;
use crate::policies::{Place, Statement};
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "service-principal-confined",
    severity: Severity::Warning,
    summary: "what a service of AWS may do, it may do for this account or resource alone (`aws:SourceAccount`, `aws:SourceArn`)",
    why: "somebody else's resource in the same service may make it act here: the confused deputy",
    source: Some(
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html#cross-service-confused-deputy-prevention",
    ),
    check,
};

/// The services whose own documentation asks for the condition in a role's trust.
const TRUSTED: &[&str] = &[
    // <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html>
    "ecs-tasks.amazonaws.com",
    // <https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html>
    "vpc-flow-logs.amazonaws.com",
    // <https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html>
    "scheduler.amazonaws.com",
    // <https://docs.aws.amazon.com/step-functions/latest/dg/procedure-create-iam-role.html>
    "states.amazonaws.com",
];

/// In the policies of resources: those that act there for somebody's resource.
const ADMITTED: &[&str] = &[
    "cloudfront.amazonaws.com",
    "cloudtrail.amazonaws.com",
    "cloudwatch.amazonaws.com",
    "config.amazonaws.com",
    "delivery.logs.amazonaws.com",
    "events.amazonaws.com",
    "fargate.amazonaws.com",
    "logdelivery.elasticloadbalancing.amazonaws.com",
    "logging.s3.amazonaws.com",
    "s3.amazonaws.com",
    "sns.amazonaws.com",
];

/// Conditions that say for whom.
const FOR_WHOM: &[&str] = &[
    "aws:SourceAccount",
    "aws:SourceArn",
    "aws:SourceOrgID",
    "aws:SourceOrgPaths",
    "aws:PrincipalOrgID",
    "kms:CallerAccount",
    "kms:ViaService",
    "AWS:SourceOwner",
    "sts:ExternalId",
];

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    let of_resources = |place: Place| !place.is_identity() && place != Place::Endpoint;
    for (place, statement) in context.policies().statements(found, of_resources) {
        if !statement.is_allow() {
            continue;
        }
        let services = if place == Place::Trust { TRUSTED } else { ADMITTED };
        for principal in statement.principals.all.iter().filter(|principal| principal.kind == "Service") {
            let Some(service) = principal.entry.literal() else {
                found.unjudged(principal.entry.at);
                continue;
            };
            let is_logs = place == Place::Key && service.starts_with("logs.");
            if !is_logs && !services.contains(&service.as_ref()) {
                continue;
            }
            match is_confined(statement) {
                Read::Known(true) => {}
                Read::Unknown => found.unjudged(statement.at),
                _ => {
                    let message = format!("`{service}` may do it for resources of any account");
                    let fix = "add a condition `StringEquals` on `aws:SourceAccount`, or `ArnLike` on `aws:SourceArn`";
                    found.report(principal.entry.at, message, fix);
                }
            }
        }
    }
}

fn is_confined(statement: &Statement<'_>) -> Read<bool> {
    let context = |key: &str| key.to_ascii_lowercase().starts_with("kms:encryptioncontext:");
    if statement.conditions.iter().any(|condition| condition.key.as_deref().is_some_and(context)) {
        return Read::Known(true);
    }
    let mut answer = Read::Known(false);
    for key in FOR_WHOM {
        match statement.asks(key) {
            Read::Known(true) => return Read::Known(true),
            Read::Unknown => answer = Read::Unknown,
            _ => {}
        }
    }
    answer
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::documents::{policy, trust};
    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn services_act_for_this_account() {
        let mut statement = json!({
            "Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "ecs-tasks.amazonaws.com"},
        });
        breaks(
            &RULE,
            trust(&statement),
            &[
                "aws_iam_role.a: assume_role_policy.Statement[0].Principal.Service: `ecs-tasks.amazonaws.com` may do it for resources of any account",
            ],
        );
        statement["Condition"] = json!({"StringEquals": {"aws:sourceaccount": "123456789012"}});
        holds(&RULE, trust(&statement));
        statement["Condition"] = json!({"StringEquals": {"${var.key}": "123456789012"}});
        unjudged(&RULE, trust(&statement));
        statement["Condition"] = json!({});
        statement["Principal"] = json!({"Service": "lambda.amazonaws.com"});
        holds(&RULE, trust(&statement));
        let topic = |service: &str| {
            let statement =
                json!({"Effect": "Allow", "Action": "sns:Publish", "Principal": {"Service": service}});
            json!({"aws_sns_topic_policy": {"a": {"policy": policy(&[statement])}}})
        };
        breaks(
            &RULE,
            topic("cloudwatch.amazonaws.com"),
            &[
                "aws_sns_topic_policy.a: policy.Statement[0].Principal.Service: `cloudwatch.amazonaws.com` may do it for resources of any account",
            ],
        );
    }
}
