//! Policies are not longer than AWS takes.

use std::collections::HashMap;

use configuration::{Json, Node};

use crate::context::Context;
use crate::found::Found;
use crate::policies::{Place, Policy};
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "policy-size",
    severity: Severity::Error,
    summary: "a policy is at most as long as AWS takes: 6,144 characters of a managed policy, 10,240 of all that are written into one role, 2,048 of a role's trust, 20 KB of a bucket's, 32 KB of a key's",
    why: "AWS refuses the policy",
    source: Some("https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html"),
    check,
};

fn limit(place: Place) -> Option<usize> {
    match place {
        Place::Managed => Some(6_144),
        Place::Inline => Some(10_240),
        Place::Trust => Some(2_048),
        // <https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html>
        Place::Key => Some(32 * 1_024),
        // <https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html>
        Place::Bucket | Place::Endpoint => Some(20 * 1_024),
        Place::Topic | Place::Queue | Place::Secret | Place::Repository | Place::Logs => None,
    }
}

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    // Those that are written into one role count together.
    let mut inline: HashMap<String, usize> = HashMap::new();
    for policy in context.policies().all() {
        let Some(limit) = limit(policy.place) else { continue };
        let Some(document) =
            policy.document.as_ref().filter(|document| document.is_json && !document.is_open)
        else {
            found.unjudged(policy.at);
            continue;
        };
        // An expression is longer or shorter than what it makes: counted is what certainly stands there.
        let (length, is_exact) = length(document.top);
        let total = if policy.place == Place::Inline {
            let total = inline.entry(owner(policy)).or_default();
            *total += length;
            *total
        } else {
            length
        };
        if total > limit {
            let message =
                format!("the policy has {total} characters without white space, and {limit} are allowed");
            found.report(
                policy.at,
                message,
                "name resources by a common prefix, or share the statements out to several policies",
            );
        } else if !is_exact && total + 4_096 > limit {
            found.unjudged(policy.at);
        }
    }
}

/// Whose policy it is: a role's, by whatever refers to it.
fn owner(policy: &Policy<'_>) -> String {
    let node = policy.at.root();
    let role = node.get("role").target().known().map(|target| target.block.address());
    role.unwrap_or_else(|| node.block().address())
}

/// How many characters it has without white space between them, and whether all of them are known.
fn length(node: Node<'_>) -> (usize, bool) {
    let Some(json) = node.json() else { return (0, true) };
    match json {
        Json::String(text) if text.is_literal() => (text.as_str().chars().count() + 2, true),
        Json::String(_) => {
            let Some(symbol) = node.symbol().known() else { return (2, false) };
            let known = symbol.0.iter().map(|piece| match piece {
                configuration::Piece::Literal(text) => text.chars().count(),
                _ => 0,
            });
            (known.sum::<usize>() + 2, symbol.literal().is_some())
        }
        Json::Array(elements) => {
            let (sum, exact) = sum(node.elements().map(length));
            (sum + 1 + elements.len().max(1), exact)
        }
        Json::Object(members) => {
            let (sum, exact) = sum(node.members().map(|(key, member)| {
                let (length, exact) = length(member);
                (key.chars().count() + 3 + length, exact)
            }));
            (sum + 1 + members.len().max(1), exact)
        }
        other => (other.to_string().len(), true),
    }
}

fn sum(lengths: impl Iterator<Item = (usize, bool)>) -> (usize, bool) {
    lengths.fold((0, true), |(sum, exact), (length, is_exact)| (sum + length, exact && is_exact))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    /// A policy of `length` characters, written with white space.
    fn policy(length: usize) -> String {
        let least = "{\"Statement\":[{\"Sid\":\"\"}]}".len();
        let policy = json!({"Statement": [{"Sid": "x".repeat(length - least)}]});
        assert_eq!(policy.to_string().len(), length);
        serde_json::to_string_pretty(&policy).unwrap()
    }

    #[test]
    fn policies_are_no_longer_than_taken() {
        for (ty, argument, limit) in [
            ("aws_iam_policy", "policy", 6_144),
            ("aws_iam_role", "assume_role_policy", 2_048),
            ("aws_kms_key", "policy", 32_768),
            ("aws_s3_bucket_policy", "policy", 20_480),
        ] {
            let document = |length| json!({ty: {"a": {argument: policy(length)}}});
            holds(&RULE, document(limit));
            let message = format!(
                "{ty}.a: {argument}: the policy has {} characters without white space, and {limit} are allowed",
                limit + 1
            );
            breaks(&RULE, document(limit + 1), &[&message]);
        }
        unjudged(&RULE, json!({"aws_iam_policy": {"a": {"policy": "${var.policy}"}}}));
    }

    #[test]
    fn what_is_written_into_one_role_counts_together() {
        let document = |second: usize| -> Value {
            let role = "${aws_iam_role.a.name}";
            json!({
                "aws_iam_role": {"a": {}},
                "aws_iam_role_policy": {
                    "a": {"role": role, "policy": policy(5_000)}, "b": {"role": role, "policy": policy(second)},
                },
            })
        };
        holds(&RULE, document(5_240));
        breaks(
            &RULE,
            document(5_241),
            &[
                "aws_iam_role_policy.b: policy: the policy has 10241 characters without white space, and 10240 are allowed",
            ],
        );
    }
}
