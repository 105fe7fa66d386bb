//! How long a key waits for its deletion, and how often it is rotated, is what KMS takes.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "key-deletion-window",
    severity: Severity::Error,
    summary: "a key waits 7 to 30 days for its deletion, and is rotated every 90 to 2,560",
    why: "KMS refuses it",
    source: Some("https://docs.aws.amazon.com/kms/latest/APIReference/API_ScheduleKeyDeletion.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    let limits = [("deletion_window_in_days", 7, 30), ("rotation_period_in_days", 90, 2_560)];
    for key in context.resources("aws_kms_key") {
        for (argument, least, most) in limits {
            let at = key.get(argument);
            if let Some(days) = found.integer(at)
                && !(least..=most).contains(&days)
            {
                let message = format!("{days} days are not from {least} to {most}");
                found.report(at, message, format!("choose {least} to {most}"));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn days_are_what_kms_takes() {
        for (argument, least, most) in
            [("deletion_window_in_days", 7, 30), ("rotation_period_in_days", 90, 2_560)]
        {
            let document = |days: Value| json!({"aws_kms_key": {"a": {argument: days}}});
            for days in [least - 1, most + 1] {
                let message =
                    format!("aws_kms_key.a: {argument}: {days} days are not from {least} to {most}");
                breaks(&RULE, document(json!(days)), &[&message]);
            }
            holds(&RULE, document(json!(least)));
            holds(&RULE, document(json!(most.to_string())));
            holds(&RULE, document(json!(null)));
            unjudged(&RULE, document(json!("${var.days}")));
        }
    }
}
