//! A policy's resource is of a service that one of its actions acts on.

use crate::context::Context;
use crate::found::Found;
use crate::policies::Token;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "policy-resource-fits-action",
    severity: Severity::Error,
    summary: "a resource in a statement is of the service of one of its actions, and an object where they act on objects",
    why: "the statement allows nothing of what it means to",
    source: Some(
        "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html",
    ),
    check,
};

/// Services whose actions act on nothing but their own, and how the types of that begin.
const OWN: [(&str, &str); 8] = [
    ("dynamodb", "aws_dynamodb_"),
    ("ecr", "aws_ecr_"),
    ("kms", "aws_kms_"),
    ("lambda", "aws_lambda_"),
    ("logs", "aws_cloudwatch_log_"),
    ("s3", "aws_s3_"),
    ("secretsmanager", "aws_secretsmanager_"),
    ("sqs", "aws_sqs_"),
];

/// Actions on objects alone.
const OBJECTS: [&str; 6] = [
    "s3:deleteobject",
    "s3:deleteobjectversion",
    "s3:getobject",
    "s3:getobjectversion",
    "s3:putobject",
    "s3:putobjectacl",
];

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    let reader = context.policies().reader();
    for (_, statement) in context.policies().statements(found, |_| true) {
        let actions: Option<Vec<String>> = statement
            .actions
            .entries
            .iter()
            .map(|entry| entry.literal().map(|text| text.to_ascii_lowercase()))
            .collect();
        let Some(actions) = actions.filter(|actions| !actions.is_empty() && !statement.actions.negated)
        else {
            continue;
        };
        let services: Option<Vec<&str>> =
            actions.iter().map(|action| Some(action.split_once(':')?.0)).collect();
        let Some(services) =
            services.filter(|all| all.iter().all(|one| OWN.iter().any(|(own, _)| own == one)))
        else {
            continue;
        };
        for entry in statement.resources.entries.iter().filter(|_| !statement.resources.negated) {
            let tokens = reader.text(entry.at, &entry.symbol);
            if let Some(Token::Of(block, "arn")) = tokens.first() {
                let ty = block.resource_type().filter(|ty| ty.starts_with("aws_"));
                let fits =
                    |ty: &str| OWN.iter().any(|(one, start)| services.contains(one) && ty.starts_with(start));
                if ty.is_some_and(|ty| !fits(ty)) {
                    let message = format!("no action of the statement acts on `{}`", block.address());
                    found.report(entry.at, message, "name what the actions act on");
                }
                continue;
            }
            let known = tokens.iter().map_while(|token| match token {
                Token::Char(c) => Some(*c),
                Token::Own(_) => Some('$'),
                _ => None,
            });
            let known: String = known.collect();
            let parts: Vec<&str> = known.splitn(6, ':').collect();
            let [_, _, service, _, rest @ ..] = &parts[..] else { continue };
            if service.contains(['*', '?', '$']) || service.is_empty() {
                continue;
            }
            if !services.contains(service) {
                let message = format!("no action of the statement acts on something of `{service}`");
                found.report(entry.at, message, "name what the actions act on");
            } else if known.chars().count() == tokens.len()
                && *service == "s3"
                && rest.last().is_some_and(|name| !name.contains(['/', '*', '?', ':']))
                && actions.iter().all(|action| OBJECTS.contains(&action.as_str()))
            {
                found.report(
                    entry.at,
                    "the actions act on objects, and this is a bucket",
                    "end it with `/*`",
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds};

    #[test]
    fn resources_fit() {
        let of = |action: &str, resource: &str| {
            let policy = json!({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": [action], "Resource": [resource]}]});
            json!({
                "aws_iam_policy": {"a": {"policy": policy.to_string()}},
                "aws_acm_certificate": {"a": {}},
                "aws_s3_bucket": {"a": {"bucket": "a"}},
            })
        };
        let at = "aws_iam_policy.a: policy.Statement[0].Resource[0]";
        breaks(
            &RULE,
            of("logs:PutLogEvents", "${aws_s3_bucket.a.arn}/*"),
            &[&format!("{at}: no action of the statement acts on something of `s3`")],
        );
        breaks(
            &RULE,
            of("s3:PutObject", "${aws_s3_bucket.a.arn}"),
            &[&format!("{at}: the actions act on objects, and this is a bucket")],
        );
        breaks(
            &RULE,
            of("ecr:BatchGetImage", "${aws_acm_certificate.a.arn}"),
            &[&format!("{at}: no action of the statement acts on `aws_acm_certificate.a`")],
        );
        holds(&RULE, of("s3:PutObject", "${aws_s3_bucket.a.arn}/*"));
        holds(&RULE, of("s3:ListBucket", "${aws_s3_bucket.a.arn}"));
        // Sessions are started on instances.
        holds(&RULE, of("ssm:StartSession", "arn:aws:ec2:us-east-1:123456789012:instance/*"));
    }
}
