//! A bucket is read and written over TLS alone.

use configuration::{Configuration, Node, Read};

use super::buckets::{Settings, documents};
use crate::context::Context;
use crate::found::Found;
use crate::policies::{Cover, Reader, Statement, Token, acts, touches};
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "bucket-tls-only",
    severity: Severity::Error,
    summary: "a bucket's policy denies everything that does not come over TLS",
    why: "whoever listens on the way reads what is stored",
    source: Some("https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-5"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    let settings = Settings::of(context, "aws_s3_bucket_policy");
    for bucket in context.resources("aws_s3_bucket") {
        let Some(documents) = documents(context, &settings, bucket, found) else { continue };
        let reader = context.policies().reader();
        let subjects = subjects(context.configuration, bucket, reader);
        let statements = || documents.iter().flat_map(|document| &document.statements);
        let denied = |subject: &Vec<Token<'c>>| {
            statements().map(|statement| denies(statement, subject, reader)).max().unwrap_or(Cover::No)
        };
        match subjects.iter().map(denied).min() {
            Some(Cover::Yes) | None => {}
            Some(Cover::Maybe) => found.unjudged(bucket),
            Some(Cover::No) => {
                let message = "what is in the bucket may be read and written without TLS";
                let fix = "deny everybody `s3:*` on the bucket and what is in it, where `aws:SecureTransport` is false";
                found.report(bucket, message, fix);
            }
        }
    }
}

/// What must be denied: the bucket, and what is in it.
fn subjects<'c>(all: &'c Configuration<'c>, bucket: Node<'c>, reader: Reader<'_>) -> [Vec<Token<'c>>; 2] {
    let arn = reader.arn_of(all, bucket.block());
    let inside = arn.iter().copied().chain([Token::Char('/'), Token::Hole]).collect();
    [arn, inside]
}

fn denies<'c>(statement: &Statement<'c>, subject: &[Token<'c>], reader: Reader<'_>) -> Cover {
    let certain = match statement.effect {
        Read::Known(_) if !statement.is_deny() => return Cover::No,
        Read::Known(_) if !statement.is_open => Cover::Yes,
        _ => Cover::Maybe,
    };
    let everybody = match statement
        .principals
        .all
        .iter()
        .map(|principal| {
            if principal.is_anybody() {
                Cover::Yes
            } else if principal.entry.symbol.is_unknown() {
                Cover::Maybe
            } else {
                Cover::No
            }
        })
        .max()
    {
        Some(cover) if !statement.principals.negated => cover,
        _ => Cover::No,
    };
    let insecure = match statement.conditions.as_slice() {
        [only] => match (&only.key, &only.operator) {
            (Some(key), Some(operator)) => {
                let is_bool =
                    operator.eq_ignore_ascii_case("Bool") || operator.eq_ignore_ascii_case("BoolIfExists");
                let is_false = only.values.iter().any(|value| value.is("false"));
                let asks = key.eq_ignore_ascii_case("aws:SecureTransport") && is_bool && is_false;
                if asks { Cover::Yes } else { Cover::No }
            }
            _ => Cover::Maybe,
        },
        // Whoever denies everything denies that, too.
        [] => Cover::Yes,
        _ => Cover::No,
    };
    // Reading and writing; what else there is does not carry what is stored.
    let actions = ["s3:GetObject", "s3:PutObject"].into_iter().map(|action| acts(statement, action)).min();
    certain
        .min(everybody)
        .min(insecure)
        .min(actions.unwrap_or(Cover::No))
        .min(touches(statement, subject, reader))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn buckets_speak_tls() {
        let document = |resource: Value, condition: Value| {
            let policy = json!({"Statement": [{
                "Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": resource, "Condition": condition,
            }]});
            json!({
                "aws_s3_bucket": {"a": {"bucket": "app-a"}},
                "aws_s3_bucket_policy": {"a": {"bucket": "${aws_s3_bucket.a.id}", "policy": policy.to_string()}},
            })
        };
        let both = json!(["${aws_s3_bucket.a.arn}", "${aws_s3_bucket.a.arn}/*"]);
        let insecure = json!({"Bool": {"aws:SecureTransport": "false"}});
        holds(&RULE, document(both.clone(), insecure.clone()));
        holds(&RULE, document(json!("*"), insecure.clone()));
        holds(&RULE, document(json!(["arn:*:s3:::app-a", "arn:*:s3:::app-a/*"]), insecure.clone()));
        let message = "aws_s3_bucket.a: : what is in the bucket may be read and written without TLS";
        breaks(&RULE, document(json!("${aws_s3_bucket.a.arn}"), insecure.clone()), &[message]);
        breaks(&RULE, document(both.clone(), json!({"Bool": {"aws:SecureTransport": "true"}})), &[message]);
        breaks(&RULE, json!({"aws_s3_bucket": {"a": {}}}), &[message]);
        unjudged(&RULE, document(json!("${var.bucket}"), insecure));
        unjudged(&RULE, json!({"aws_s3_bucket": {"a": {"policy": "${var.policy}"}}}));
    }
}
