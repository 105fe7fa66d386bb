//! A log group that something writes to is declared here.

use configuration::{Node, Read};

use crate::containers::each;
use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "log-group-declared",
    severity: Severity::Warning,
    summary: "a log group that something writes to is declared here",
    why: "nothing is written, and a task does not start, unless somebody else has made the log group",
    source: Some("https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    each(context.tasks(), found, |_, container, found| {
        let makes = container.log_option("awslogs-create-group").boolean().is(&true);
        if container.log_driver().text().is(&"awslogs".into()) && !makes {
            judge(container.log_option("awslogs-group"), found);
        }
    });
    for log in context.resources("aws_flow_log") {
        judge(log.get("log_group_name"), found);
    }
    for filter in context.resources("aws_cloudwatch_log_metric_filter") {
        judge(filter.get("log_group_name"), found);
    }
    for cluster in context.resources("aws_ecs_cluster") {
        let command =
            cluster.path_to(["configuration", "execute_command_configuration", "log_configuration"]);
        judge(command.get("cloud_watch_log_group_name"), found);
    }
}

/// A reference leads to what is declared, or another rule says so; here it is about names.
fn judge<'c>(at: Node<'c>, found: &mut Found<'_, 'c>) {
    if at.target().known().is_some() {
        return;
    }
    let Some(name) = found.text(at) else { return };
    match at.configuration().named("aws_cloudwatch_log_group", "name", &name) {
        Read::Known(_) => {}
        Read::Unknown => found.unjudged(at),
        Read::Absent => {
            let message = format!("no log group `{name}` is declared here");
            found.report(at, message, "declare it, or name one that is");
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::containers::fargate;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn log_groups_are_declared() {
        let of = |group: &str, name: &str, makes: serde_json::Value| {
            let mut document =
                fargate(&json!([{"name": "a", "logConfiguration": {"logDriver": "awslogs", "options": {
                    "awslogs-group": group, "awslogs-create-group": makes,
                }}}]));
            document["aws_cloudwatch_log_group"] = json!({"a": {"name": name}});
            document
        };
        breaks(
            &RULE,
            of("/a", "/b", json!(null)),
            &[
                "aws_ecs_task_definition.a: container_definitions[0].logConfiguration.options.awslogs-group: no log group `/a` is declared here",
            ],
        );
        holds(&RULE, of("/a", "/a", json!(null)));
        holds(&RULE, of("/a", "/b", json!("true")));
        holds(&RULE, of("${aws_cloudwatch_log_group.a.name}", "${var.x}", json!(null)));
        unjudged(&RULE, of("/a", "${var.x}", json!(null)));
    }

    #[test]
    fn all_that_write_are_asked() {
        let group = json!({"a": {"name": "/a"}});
        for (ty, body, path) in [
            ("aws_flow_log", json!({"log_group_name": "/x"}), "log_group_name"),
            ("aws_cloudwatch_log_metric_filter", json!({"log_group_name": "/x"}), "log_group_name"),
            (
                "aws_ecs_cluster",
                json!({"configuration": {"execute_command_configuration": {"log_configuration": {"cloud_watch_log_group_name": "/x"}}}}),
                "configuration.execute_command_configuration.log_configuration.cloud_watch_log_group_name",
            ),
        ] {
            let document = json!({"aws_cloudwatch_log_group": group, ty: {"a": body}});
            breaks(&RULE, document, &[&format!("{ty}.a: {path}: no log group `/x` is declared here")]);
        }
    }
}
