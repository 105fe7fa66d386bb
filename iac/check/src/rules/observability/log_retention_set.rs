//! A log group says for how long it keeps events.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "log-retention-set",
    severity: Severity::Warning,
    summary: "a log group says for how long it keeps events",
    why: "events are kept, and paid for, for ever",
    source: None,
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for group in context.resources("aws_cloudwatch_log_group") {
        let at = group.get("retention_in_days");
        // Zero is for ever, and said on purpose.
        if !at.is_present() {
            found.report(at, "events are kept for ever", "set `retention_in_days`");
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds};

    #[test]
    fn periods_are_said() {
        let of =
            |days: serde_json::Value| json!({"aws_cloudwatch_log_group": {"a": {"retention_in_days": days}}});
        breaks(
            &RULE,
            of(json!(null)),
            &["aws_cloudwatch_log_group.a: retention_in_days: events are kept for ever"],
        );
        holds(&RULE, of(json!(30)));
        holds(&RULE, of(json!("${var.x}")));
    }
}
