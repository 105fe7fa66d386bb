//! A log group keeps events for a period that CloudWatch Logs offers.

use aws::limits::Retention;

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "log-retention-legal",
    severity: Severity::Error,
    summary: "a log group keeps events for a period that CloudWatch Logs offers",
    why: "AWS refuses the log group",
    source: Some(
        "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html",
    ),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for group in context.resources("aws_cloudwatch_log_group") {
        let at = group.get("retention_in_days");
        let Some(days) = found.integer(at) else { continue };
        let retention = u32::try_from(days).ok().map(Retention::new);
        if let Some(Err(refused)) = &retention {
            let hint = refused.hint.clone().unwrap_or_else(|| "choose a period that is offered".to_owned());
            found.report(at, refused.message.clone(), hint);
        } else if retention.is_none() {
            found.report(at, "a period is not negative", "choose a period that is offered");
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn periods_are_offered() {
        let of =
            |days: serde_json::Value| json!({"aws_cloudwatch_log_group": {"a": {"retention_in_days": days}}});
        breaks(
            &RULE,
            of(json!("366")),
            &[
                "aws_cloudwatch_log_group.a: retention_in_days: CloudWatch Logs cannot keep events for `366` days",
            ],
        );
        breaks(
            &RULE,
            of(json!(-1)),
            &["aws_cloudwatch_log_group.a: retention_in_days: a period is not negative"],
        );
        holds(&RULE, of(json!(365)));
        unjudged(&RULE, of(json!("${var.x}")));
    }
}
