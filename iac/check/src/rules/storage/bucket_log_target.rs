//! Where a bucket logs to takes the logs.

use configuration::{Block, Node, Read};

use super::buckets::{Settings, documents};
use crate::context::Context;
use crate::found::Found;
use crate::policies::{Cover, Statement, Token, acts, meets, touches};
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "bucket-log-target",
    severity: Severity::Error,
    summary: "the bucket that another logs to lets S3 write, and is not encrypted with KMS",
    why: "S3 drops the logs without a word",
    source: Some("https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html"),
    check,
};

const SERVICE: &str = "logging.s3.amazonaws.com";

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    let policies = Settings::of(context, "aws_s3_bucket_policy");
    let encryptions = Settings::of(context, "aws_s3_bucket_server_side_encryption_configuration");
    let lists = Settings::of(context, "aws_s3_bucket_acl");
    for logging in context.resources("aws_s3_bucket_logging") {
        let at = logging.get("target_bucket");
        let Some(target) = found.resource(at, "aws_s3_bucket", "bucket") else { continue };
        let bucket = context.configuration.node(target);
        for encryption in encryptions.about(bucket, found).unwrap_or_default() {
            let algorithm =
                encryption.path_to(["rule", "apply_server_side_encryption_by_default", "sse_algorithm"]);
            if found.text(algorithm).is_some_and(|algorithm| algorithm.starts_with("aws:kms")) {
                let message =
                    format!("`{}` is encrypted with KMS, and S3 cannot log to it", target.address());
                found.report(at, message, "log to a bucket that is encrypted with `AES256`");
            }
        }
        // The old way: an access control list.
        let by_list = |list: &Node<'c>| list.get("acl").text() != Read::Known("private".into());
        if bucket.get("acl").is_present()
            || lists.about(bucket, found).is_none_or(|lists| lists.iter().any(by_list))
        {
            found.unjudged(at);
            continue;
        }
        let Some(documents) = documents(context, &policies, bucket, found) else { continue };
        let statements = documents.iter().flat_map(|document| &document.statements);
        match statements.map(|statement| admits(context, statement, target, logging)).max() {
            Some(Cover::Yes) => {}
            Some(Cover::Maybe) => found.unjudged(at),
            Some(Cover::No) | None => {
                let message = format!("`{}` does not let `{SERVICE}` write there", target.address());
                let fix = format!("allow `{SERVICE}` `s3:PutObject` below the prefix in the bucket's policy");
                found.report(at, message, fix);
            }
        }
    }
}

fn admits<'c>(
    context: &Context<'c>,
    statement: &Statement<'c>,
    target: &'c Block<'c>,
    logging: Node<'c>,
) -> Cover {
    if statement.is_deny() {
        return Cover::No;
    }
    let reader = context.policies().reader();
    let mut object = reader.arn_of(context.configuration, target);
    object.push(Token::Char('/'));
    let prefix = logging.get("target_prefix");
    match prefix.symbol() {
        Read::Known(symbol) => object.extend(reader.text(prefix, &symbol)),
        Read::Absent => {}
        Read::Unknown => object.push(Token::Hole),
    }
    object.push(Token::Hole);
    let who = statement.principals.all.iter().map(|principal| match principal.entry.literal() {
        Some(text) if text == SERVICE => Cover::Yes,
        Some(text) if text == "*" => Cover::Maybe,
        Some(_) => Cover::No,
        None => Cover::Maybe,
    });
    let certain = if statement.is_allow() && !statement.is_open { Cover::Yes } else { Cover::Maybe };
    let mut cover = certain
        .min(who.max().unwrap_or(Cover::No))
        .min(acts(statement, "s3:PutObject"))
        .min(touches(statement, &object, reader));
    let source = logging.get("bucket").resource("aws_s3_bucket", "bucket").known();
    let arn = source.map_or_else(|| vec![Token::Hole], |source| reader.arn_of(context.configuration, source));
    for condition in &statement.conditions {
        cover = cover.min(meets(condition, &[("aws:SourceArn", arn.clone())], reader));
    }
    cover
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    fn document(service: &str, resource: &str, algorithm: &str) -> Value {
        let policy = json!({"Statement": [{
            "Effect": "Allow", "Principal": {"Service": service}, "Action": "s3:PutObject", "Resource": resource,
        }]});
        let logs = "${aws_s3_bucket.logs.id}";
        json!({
            "aws_s3_bucket": {"a": {"bucket": "app-a"}, "logs": {"bucket": "app-logs"}},
            "aws_s3_bucket_logging": {"a": {
                "bucket": "${aws_s3_bucket.a.id}", "target_bucket": logs, "target_prefix": "app-a/",
            }},
            "aws_s3_bucket_policy": {"logs": {"bucket": logs, "policy": policy.to_string()}},
            "aws_s3_bucket_server_side_encryption_configuration": {"logs": {
                "bucket": logs, "rule": {"apply_server_side_encryption_by_default": {"sse_algorithm": algorithm}},
            }},
        })
    }

    #[test]
    fn the_target_takes_logs() {
        let s3 = "logging.s3.amazonaws.com";
        holds(&RULE, document(s3, "${aws_s3_bucket.logs.arn}/*", "AES256"));
        holds(&RULE, document(s3, "arn:*:s3:::app-logs/app-a/*", "AES256"));
        let message = "aws_s3_bucket_logging.a: target_bucket: `aws_s3_bucket.logs` does not let `logging.s3.amazonaws.com` write there";
        breaks(&RULE, document(s3, "arn:*:s3:::app-logs/other/*", "AES256"), &[message]);
        breaks(&RULE, document("s3.amazonaws.com", "${aws_s3_bucket.logs.arn}/*", "AES256"), &[message]);
        breaks(
            &RULE,
            document(s3, "${aws_s3_bucket.logs.arn}/*", "aws:kms"),
            &[
                "aws_s3_bucket_logging.a: target_bucket: `aws_s3_bucket.logs` is encrypted with KMS, and S3 cannot log to it",
            ],
        );
        unjudged(&RULE, document(s3, "${var.resource}", "AES256"));
    }
}
