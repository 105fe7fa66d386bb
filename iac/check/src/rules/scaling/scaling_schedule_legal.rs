//! A schedule is one of six fields, a rate or a moment, in a time zone that has a name.

use aws::limits::{ScheduleExpression, TimeZone};

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "scaling-schedule-legal",
    severity: Severity::Error,
    summary: "a schedule is one of six fields, a rate or a moment, in a time zone that has a name",
    why: "AWS refuses the scheduled action",
    source: Some(
        "https://docs.aws.amazon.com/autoscaling/application/APIReference/API_PutScheduledAction.html",
    ),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for action in context.resources("aws_appautoscaling_scheduled_action") {
        let (schedule, zone) = (action.get("schedule"), action.get("timezone"));
        let schedule_text = found.text(schedule);
        let refusals = [
            (schedule, schedule_text.and_then(|text| ScheduleExpression::new(text).err())),
            (zone, found.text(zone).and_then(|text| TimeZone::new(text).err())),
        ];
        for (at, refused) in refusals {
            if let Some(refused) = refused {
                let fix = refused.allowed.or(refused.hint).unwrap_or_default();
                found.report(at, refused.message, format!("write {fix}"));
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
    fn schedules_are_legal() {
        let of = |schedule: &str, zone: &str| json!({"aws_appautoscaling_scheduled_action": {"a": {"schedule": schedule, "timezone": zone}}});
        breaks(
            &RULE,
            of("cron(0 6 * * *)", "UTC"),
            &[
                "aws_appautoscaling_scheduled_action.a: schedule: `cron(0 6 * * *)` is not a schedule: it has 5 fields",
            ],
        );
        breaks(
            &RULE,
            of("rate(1 hour)", "+02:00"),
            &["aws_appautoscaling_scheduled_action.a: timezone: `+02:00` is not a time zone"],
        );
        holds(&RULE, of("cron(0 6 ? * MON-FRI *)", "Europe/Berlin"));
        unjudged(&RULE, of("${var.x}", "UTC"));
    }
}
