//! The log driver is one that ECS has there, and is given what it cannot do without.

use crate::containers::each;
use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "container-log-options",
    severity: Severity::Error,
    summary: "the log driver is one that ECS has there, and is given what it cannot do without",
    why: "the task does not start",
    source: Some("https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LogConfiguration.html"),
    check,
};

const DRIVERS: [&str; 8] =
    ["awsfirelens", "awslogs", "fluentd", "gelf", "journald", "json-file", "splunk", "syslog"];
const ON_FARGATE: [&str; 3] = ["awsfirelens", "awslogs", "splunk"];

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    each(context.tasks(), found, |task, container, found| {
        let at = container.log_driver();
        let Some(driver) = found.text(at) else { return };
        let title = container.title();
        let is_fargate = task.is_fargate(found);
        let drivers = if is_fargate { &ON_FARGATE[..] } else { &DRIVERS };
        if !drivers.contains(&driver.as_ref()) {
            let message = format!("there is no log driver `{driver}` for container `{title}`");
            return found.report(at, message, format!("choose one of {}", drivers.join(", ")));
        }
        if driver != "awslogs" {
            return;
        }
        let needed: &[&'static str] = if is_fargate {
            &["awslogs-group", "awslogs-region", "awslogs-stream-prefix"]
        } else {
            &["awslogs-group"]
        };
        for option in needed {
            let at = container.log_option(option);
            if !at.is_present() {
                let message = format!("the log of container `{title}` has no `{option}`");
                found.report(at, message, format!("set the option `{option}`"));
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::containers::{fargate, instances};
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn drivers_get_what_they_need() {
        let of = |driver: &str, prefix: serde_json::Value| {
            json!([{"name": "a", "logConfiguration": {"logDriver": driver, "options": {
                "awslogs-group": "a", "awslogs-region": "us-east-1", "awslogs-stream-prefix": prefix,
            }}}])
        };
        let at = "aws_ecs_task_definition.a: container_definitions[0].logConfiguration";
        breaks(
            &RULE,
            fargate(&of("awslogs", json!(null))),
            &[&format!(
                "{at}.options.awslogs-stream-prefix: the log of container `a` has no `awslogs-stream-prefix`"
            )],
        );
        breaks(
            &RULE,
            fargate(&of("json-file", json!("a"))),
            &[&format!("{at}.logDriver: there is no log driver `json-file` for container `a`")],
        );
        holds(&RULE, fargate(&of("awslogs", json!("a"))));
        holds(&RULE, instances(&of("json-file", json!(null))));
        unjudged(&RULE, fargate(&of("${var.x}", json!("a"))));
    }
}
