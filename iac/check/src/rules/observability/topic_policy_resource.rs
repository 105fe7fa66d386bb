//! The policy of a topic is about that topic.

use configuration::Read;

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "topic-policy-resource",
    severity: Severity::Error,
    summary: "the policy of a topic is about that topic",
    why: "AWS refuses the policy",
    source: Some("https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-language-key-concepts.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for policy in context.resources("aws_sns_topic_policy") {
        let Some(topic) = found.target(policy.get("arn")) else { continue };
        let Some(document) = found.document(policy.get("policy")) else { continue };
        for resource in
            document.get("Statement").elements().flat_map(|statement| statement.get("Resource").elements())
        {
            // A name that somebody wrote down may be that of the topic.
            let Read::Known(named) = resource.target() else { continue };
            if named.block != topic.block {
                let message =
                    format!("the policy of `{}` is about `{}`", topic.block.address(), named.block.address());
                found.report(resource, message, "name the topic that the policy is of");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn policies_are_about_their_topic() {
        let of = |topic: &str, resource: &str| {
            let policy =
                json!({"Statement": [{"Effect": "Allow", "Action": "sns:Publish", "Resource": [resource]}]});
            json!({
                "aws_sns_topic": {"a": {}, "b": {}},
                "aws_sns_topic_policy": {"a": {"arn": topic, "policy": policy.to_string()}},
            })
        };
        breaks(
            &RULE,
            of("${aws_sns_topic.a.arn}", "${aws_sns_topic.b.arn}"),
            &[
                "aws_sns_topic_policy.a: policy.Statement[0].Resource[0]: the policy of `aws_sns_topic.a` is about `aws_sns_topic.b`",
            ],
        );
        holds(&RULE, of("${aws_sns_topic.a.arn}", "${aws_sns_topic.a.arn}"));
        holds(&RULE, of("${aws_sns_topic.a.arn}", "*"));
        unjudged(&RULE, of("${var.x}", "${aws_sns_topic.a.arn}"));
    }
}
