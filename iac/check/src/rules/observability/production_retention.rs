//! Production's logs are kept for at least 365 days.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "production-retention",
    severity: Severity::Error,
    summary: "production's logs are kept for at least 365 days",
    why: "what happened can no longer be found out when somebody asks",
    source: Some(
        "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html#cloudwatch-16",
    ),
    check,
};

const LEAST: i64 = 365;

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    if context.is_production() != Some(true) {
        return;
    }
    for group in context.resources("aws_cloudwatch_log_group") {
        let at = group.get("retention_in_days");
        if found.integer(at).is_some_and(|days| days != 0 && days < LEAST) {
            found.report(
                at,
                "production keeps this log for less than a year",
                format!("keep it for at least {LEAST} days"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    fn production(document: &serde_json::Value, environment: &str) -> serde_json::Value {
        json!({"provider": {"aws": {"default_tags": {"tags": {"environment": environment}}}}, "resource": document})
    }

    #[test]
    fn production_keeps_logs() {
        let of =
            |days: serde_json::Value| json!({"aws_cloudwatch_log_group": {"a": {"retention_in_days": days}}});
        breaks(
            &RULE,
            production(&of(json!(180)), "prod"),
            &[
                "aws_cloudwatch_log_group.a: retention_in_days: production keeps this log for less than a year",
            ],
        );
        holds(&RULE, production(&of(json!(365)), "prod"));
        holds(&RULE, production(&of(json!(0)), "prod"));
        holds(&RULE, production(&of(json!(30)), "dev"));
        unjudged(&RULE, production(&of(json!("${var.x}")), "prod"));
    }
}
