//! The bucket that a load balancer logs to lets it write.

use configuration::{Block, Node, Read};

use crate::context::Context;
use crate::found::Found;
use crate::policies::{Cover, Policy, Token, touches};
use crate::rule::{Rule, Severity};

use super::log_buckets::{logging, policies};

pub(crate) const RULE: Rule = Rule {
    id: "load-balancer-logs-deliverable",
    severity: Severity::Error,
    summary: "the bucket that a load balancer logs to lets it write, where it writes",
    why: "AWS refuses to log: it tries to write when logging is turned on",
    source: Some(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html",
    ),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    let (policies, open) = policies(context);
    for (balancer, at, bucket) in logging(context, found) {
        let Some(policies) = policies.get(bucket.name) else {
            if open || context.configuration.node(bucket).get("policy").is_present() {
                found.unjudged(at);
            } else {
                let message = format!("no policy of `{}` lets the load balancer write", bucket.address());
                let fix =
                    "add an `aws_s3_bucket_policy` that allows `s3:PutObject` to Elastic Load Balancing";
                found.report(at, message, fix);
            }
            continue;
        };
        let verdicts: Vec<Option<bool>> = policies
            .iter()
            .map(|policy| found.document(policy.get("policy")).map(|document| lets_write(document)))
            .collect();
        if verdicts.iter().all(|verdict| *verdict == Some(false)) {
            let message = format!(
                "the policy of the bucket lets Elastic Load Balancing write nothing, for `{}`",
                balancer.block().address()
            );
            found.report(
                policies[0].get("policy"),
                message,
                "allow `s3:PutObject` to `logdelivery.elasticloadbalancing.amazonaws.com`",
            );
            continue;
        }
        let of_policies = policies.iter().flat_map(|policy| context.policies().of_block(*policy));
        let written: Vec<&Policy<'c>> = of_policies.collect();
        if written.iter().any(|policy| policy.document.as_ref().is_none_or(|document| document.is_open)) {
            continue;
        }
        let object = object(context, balancer, bucket);
        let statements = written.iter().filter_map(|policy| policy.document.as_ref());
        let allowing =
            statements.flat_map(|document| &document.statements).filter(|statement| statement.is_allow());
        let reader = context.policies().reader();
        if allowing.map(|statement| touches(statement, &object, reader)).max() == Some(Cover::No) {
            let message = format!(
                "`{}` writes where the bucket's policy lets nobody write",
                balancer.block().address()
            );
            found.report(
                policies[0].get("policy"),
                message,
                "allow it below the `prefix` of its `access_logs`, at `AWSLogs/` and the account's id",
            );
        }
    }
}

/// What the load balancer writes: `bucket/prefix/AWSLogs/account/…`.
fn object<'c>(context: &Context<'c>, balancer: Node<'c>, bucket: &'c Block<'c>) -> Vec<Token<'c>> {
    let reader = context.policies().reader();
    let literal = |text: &'static str| text.chars().map(Token::Char);
    let mut object = reader.arn_of(context.configuration, bucket);
    object.push(Token::Char('/'));
    let prefix = balancer.get("access_logs").get("prefix");
    match prefix.symbol() {
        Read::Known(symbol) if symbol.literal().is_some_and(|text| text.is_empty()) => {}
        Read::Known(symbol) => {
            object.extend(reader.text(prefix, &symbol));
            object.push(Token::Char('/'));
        }
        Read::Absent => {}
        Read::Unknown => object.push(Token::Hole),
    }
    object.extend(literal("AWSLogs/"));
    object.extend(reader.own("account"));
    object.extend(literal("/"));
    object.push(Token::Hole);
    object
}

/// Whether a statement allows what delivers logs, or may: an account's root, as it was in older regions.
fn lets_write(document: Node<'_>) -> bool {
    document.get("Statement").elements().any(|statement| {
        let allows = !statement.get("Effect").text().is(&"Deny".into());
        let principals = statement.get("Principal");
        let named = |kind| principals.get(kind).elements();
        let services = named("Service").any(|service| match service.text() {
            Read::Known(service) => service.contains("logdelivery") || service.contains("delivery.logs"),
            Read::Absent | Read::Unknown => true,
        });
        // The accounts of Elastic Load Balancing are many; any that is named may be one.
        let accounts = named("AWS").next().is_some();
        let anybody = principals.text().is(&"*".into()) || statement.get("NotPrincipal").is_present();
        let mut actions = statement.get("Action").elements();
        let writes = statement.get("NotAction").is_present()
            || actions.any(|action| match action.text() {
                Read::Known(action) => {
                    let action = action.to_ascii_lowercase();
                    matches!(action.as_str(), "*" | "s3:*" | "s3:put*" | "s3:putobject" | "s3:putobject*")
                }
                Read::Absent | Read::Unknown => true,
            });
        allows && writes && (services || accounts || anybody)
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    fn document(policies: &serde_json::Value) -> serde_json::Value {
        let resources = json!({
            "aws_lb": {"a": {"access_logs": {"enabled": true, "bucket": "${aws_s3_bucket.logs.id}"}}},
            "aws_s3_bucket": {"logs": {"bucket": "the-logs"}},
            "aws_s3_bucket_policy": policies,
        });
        json!({"provider": {"aws": {}}, "resource": resources})
    }

    fn policy(service: &str, action: &str) -> serde_json::Value {
        let statement = json!({"Effect": "Allow", "Principal": {"Service": service}, "Action": [action], "Resource": "*"});
        let text = json!({"Statement": [statement]}).to_string();
        json!({"logs": {"bucket": "${aws_s3_bucket.logs.id}", "policy": text}})
    }

    #[test]
    fn the_bucket_takes_logs() {
        let service = "logdelivery.elasticloadbalancing.amazonaws.com";
        breaks(
            &RULE,
            document(&json!({})),
            &["aws_lb.a: access_logs.bucket: no policy of `aws_s3_bucket.logs` lets the load balancer write"],
        );
        let said = "aws_s3_bucket_policy.logs: policy: the policy of the bucket lets Elastic Load Balancing write nothing, for `aws_lb.a`";
        breaks(&RULE, document(&policy(service, "s3:GetObject")), &[said]);
        breaks(&RULE, document(&policy("cloudtrail.amazonaws.com", "s3:PutObject")), &[said]);
        let there = |prefix: &str| {
            let statement = json!({
                "Effect": "Allow", "Principal": {"Service": service}, "Action": "s3:PutObject",
                "Resource": format!("${{aws_s3_bucket.logs.arn}}/{prefix}AWSLogs/*"),
            });
            let text = json!({"Statement": [statement]}).to_string();
            document(&json!({"logs": {"bucket": "${aws_s3_bucket.logs.id}", "policy": text}}))
        };
        breaks(
            &RULE,
            there("elsewhere/"),
            &[
                "aws_s3_bucket_policy.logs: policy: `aws_lb.a` writes where the bucket's policy lets nobody write",
            ],
        );
        holds(&RULE, there(""));
        holds(&RULE, document(&policy(service, "s3:PutObject")));
        let mut by_name = policy(service, "s3:PutObject");
        by_name["logs"]["bucket"] = json!("the-logs");
        holds(&RULE, document(&by_name));
        unjudged(
            &RULE,
            document(&json!({"a": {"bucket": "${aws_s3_bucket.logs.id}", "policy": "${var.policy}"}})),
        );
        unjudged(&RULE, document(&json!({"a": {"bucket": "${var.bucket}"}})));
    }
}
