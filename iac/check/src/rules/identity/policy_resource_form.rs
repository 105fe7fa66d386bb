//! What a policy is about is named by its ARN.

use crate::context::Context;
use crate::found::Found;
use crate::policies::{Place, Token};
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "policy-resource-form",
    severity: Severity::Error,
    summary: "a resource in a policy is `*` or an ARN, not a name or an id",
    why: "AWS refuses the policy as malformed, or takes it for something that there is not",
    source: Some(
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html",
    ),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    let reader = context.policies().reader();
    // A queue's own policy may name the queue as its service does.
    for (_, statement) in context.policies().statements(found, |place| place != Place::Queue) {
        for entry in &statement.resources.entries {
            let tokens = reader.text(entry.at, &entry.symbol);
            let is_everything = matches!(tokens.as_slice(), [Token::Char('*')]);
            // Of each piece up to the first that is not known: does it go on as an ARN does?
            let known =
                tokens.iter().map_while(|token| if let Token::Char(c) = token { Some(*c) } else { None });
            let known: String = known.take("arn:".len()).collect();
            if is_everything {
                continue;
            }
            // A key's id is chosen by AWS, and is no ARN whatever it will be.
            if matches!(tokens.first(), Some(Token::Of(block, "id")) if block.resource_type() == Some("aws_kms_key"))
            {
                let message = "the id of a key is no ARN";
                found.report(entry.at, message, "name it by its attribute `arn`");
                continue;
            }
            if !"arn:".starts_with(&known) || (tokens.len() == known.len() && known.len() < "arn:".len()) {
                let message = "the resource is no ARN";
                found.report(entry.at, message, "name it by its ARN: an attribute `arn`, or `arn:aws:…`");
            } else if known.len() < "arn:".len() && entry.symbol.is_unknown() {
                found.unjudged(entry.at);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::documents::policy;
    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn resources_are_arns() {
        let document = |resource: &str| {
            json!({
                "aws_iam_policy": {"a": {"policy": policy(&[json!({"Resource": [resource]})])}},
                "aws_kms_key": {"a": {}},
                "aws_s3_bucket": {"a": {"bucket": "app-a"}},
            })
        };
        breaks(
            &RULE,
            document("${aws_kms_key.a.key_id}"),
            &["aws_iam_policy.a: policy.Statement[0].Resource[0]: the id of a key is no ARN"],
        );
        for resource in ["app-a/*", "*x", "", "ar", "${aws_s3_bucket.a.id}/*"] {
            let message = "aws_iam_policy.a: policy.Statement[0].Resource[0]: the resource is no ARN";
            breaks(&RULE, document(resource), &[message]);
        }
        for resource in
            ["*", "arn:aws:s3:::app-a/*", "arn:*", "${aws_s3_bucket.a.arn}/*", "${aws_kms_key.a.arn}"]
        {
            holds(&RULE, document(resource));
        }
        unjudged(&RULE, document("${var.bucket}/*"));
    }
}
