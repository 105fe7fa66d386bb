//! The health check of a container is a command, asked within the limits of ECS.

use crate::containers::{each, member};
use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "container-health-check-limits",
    severity: Severity::Error,
    summary: "the health check of a container is a command, asked within the limits of ECS",
    why: "AWS refuses the task definition",
    source: Some("https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html"),
    check,
};

const LIMITS: [(&str, i64, i64); 4] =
    [("interval", 5, 300), ("retries", 1, 10), ("startPeriod", 0, 300), ("timeout", 2, 60)];

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    each(context.tasks(), found, |_, container, found| {
        let health_check = container.get("healthCheck");
        if !health_check.is_present() {
            return;
        }
        for (key, least, most) in LIMITS {
            let at = member(health_check, key);
            if found.integer(at).is_some_and(|value| !(least..=most).contains(&value)) {
                let message = format!(
                    "`{key}` of the health check of container `{}` is out of range",
                    container.title()
                );
                found.report(at, message, format!("choose {least} to {most}"));
            }
        }
        let command = member(health_check, "command");
        let Some(first) = command.elements().next() else {
            let message = format!("the health check of container `{}` has no command", container.title());
            return found.report(command, message, "write `[\"CMD\", …]` or `[\"CMD-SHELL\", …]`");
        };
        let Some(kind) = found.text(first) else { return };
        let words = command.elements().count();
        let right = match kind.as_ref() {
            "CMD" => words > 1,
            "CMD-SHELL" => words == 2,
            "NONE" => words == 1,
            _ => false,
        };
        if !right {
            let message =
                format!("the health check of container `{}` is no command that ECS knows", container.title());
            found.report(
                command,
                message,
                "write `[\"CMD\", \"program\", …]`, or `[\"CMD-SHELL\", \"one line\"]`",
            );
        }
    });
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::containers::fargate;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn health_checks_have_limits() {
        let of = |key: &str, value: serde_json::Value| {
            let mut health_check = json!({"command": ["CMD", "/app"], "interval": 30});
            health_check[key] = value;
            fargate(&json!([{"name": "a", "healthCheck": health_check}]))
        };
        let at = "aws_ecs_task_definition.a: container_definitions[0].healthCheck";
        for (key, wrong, right) in [
            ("interval", 4, 5),
            ("interval", 301, 300),
            ("retries", 0, 1),
            ("retries", 11, 10),
            ("startPeriod", 301, 0),
            ("timeout", 1, 2),
            ("timeout", 61, 60),
        ] {
            let said = format!("{at}.{key}: `{key}` of the health check of container `a` is out of range");
            breaks(&RULE, of(key, json!(wrong)), &[&said]);
            holds(&RULE, of(key, json!(right)));
        }
        unjudged(&RULE, of("timeout", json!("${var.x}")));
    }

    #[test]
    fn health_checks_are_commands() {
        let of = |command: serde_json::Value| {
            fargate(&json!([{"name": "a", "healthCheck": {"command": command}}]))
        };
        let at = "aws_ecs_task_definition.a: container_definitions[0].healthCheck.command";
        breaks(&RULE, of(json!([])), &[&format!("{at}: the health check of container `a` has no command")]);
        for wrong in [json!(["curl", "localhost"]), json!(["CMD"]), json!(["CMD-SHELL", "curl", "localhost"])]
        {
            let said = format!("{at}: the health check of container `a` is no command that ECS knows");
            breaks(&RULE, of(wrong), &[&said]);
        }
        holds(&RULE, of(json!(["CMD-SHELL", "curl localhost || exit 1"])));
    }
}
