//! A log group's key admits CloudWatch Logs, for this log group.

use configuration::Read;

use super::keys::{Asks, Who, refused};
use crate::context::Context;
use crate::found::Found;
use crate::policies::needs::key_block;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "log-group-key",
    severity: Severity::Error,
    summary: "the key of a log group lets CloudWatch Logs encrypt and decrypt that log group with it",
    why: "CloudWatch Logs refuses the key, and the log group is not made",
    source: Some("https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html"),
    check,
};

const ACTIONS: &[&str] = &["kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey"];

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for group in context.resources("aws_cloudwatch_log_group") {
        let at = group.get("kms_key_id");
        let Some(key) = key_block(at) else {
            if at.is_present() {
                found.unjudged(at);
            }
            continue;
        };
        let arn = context.policies().reader().arn_of(context.configuration, group.block());
        let region = &context.policies().reader().home.region;
        let is_logs = |service: &str| {
            let other =
                region.as_ref().is_some_and(|region| !service.starts_with(&format!("logs.{region}.")));
            service == "logs.amazonaws.com"
                || (!other && service.starts_with("logs.") && service.contains(".amazonaws.com"))
        };
        let asks = Asks {
            who: Who::Service(&is_logs),
            actions: ACTIONS,
            said: &[("kms:EncryptionContext:aws:logs:arn", arn)],
        };
        match refused(context, key, &asks) {
            Read::Known(refused) if !refused.is_empty() => {
                let message = format!(
                    "`{}` does not let CloudWatch Logs do {} for this log group",
                    key.address(),
                    super::listed(&refused)
                );
                let fix = "allow it in the key's policy, with `kms:EncryptionContext:aws:logs:arn` like the log group's ARN";
                found.report(at, message, fix);
            }
            Read::Unknown => found.unjudged(at),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn the_key_admits_the_log_group() {
        let document = |service: &str, groups: &str| -> Value {
            let policy = json!({"Statement": [{
                "Effect": "Allow", "Principal": {"Service": service}, "Resource": "*",
                "Action": ["kms:Encrypt*", "kms:Decrypt*", "kms:GenerateDataKey*"],
                "Condition": {"ArnLike": {"kms:EncryptionContext:aws:logs:arn": groups}},
            }]});
            json!({
                "aws_cloudwatch_log_group": {"a": {"kms_key_id": "${aws_kms_key.a.arn}", "name": "/app/a"}},
                "aws_kms_key": {"a": {"policy": policy.to_string()}},
            })
        };
        let logs = "logs.us-east-1.amazonaws.com";
        holds(&RULE, document(logs, "arn:*:logs:*:*:log-group:/app/*"));
        holds(&RULE, document(logs, "*"));
        let message = "aws_cloudwatch_log_group.a: kms_key_id: `aws_kms_key.a` does not let CloudWatch Logs do `kms:Encrypt`, `kms:Decrypt`, `kms:GenerateDataKey` for this log group";
        breaks(&RULE, document(logs, "arn:*:logs:*:*:log-group:/other/*"), &[message]);
        breaks(&RULE, document("sns.amazonaws.com", "*"), &[message]);
        let mut none = document(logs, "*");
        none["aws_kms_key"]["a"] = json!({});
        breaks(&RULE, none, &[message]);
        unjudged(&RULE, document(logs, "${var.groups}"));
        unjudged(&RULE, document("${var.service}", "*"));
    }
}
