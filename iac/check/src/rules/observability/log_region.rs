//! A container writes its log to the region where its log group is.

use configuration::Read;

use crate::containers::each;
use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "log-region",
    severity: Severity::Error,
    summary: "a container writes its log to the region where its log group is",
    why: "the task does not start: there is no such log group",
    source: Some("https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    let mut plain = context.configuration.others("provider");
    let provider = plain.find(|node| node.block().name == "aws" && !node.get("alias").is_present());
    let Some(Read::Known(region)) = provider.map(|provider| provider.get("region").text()) else { return };
    each(context.tasks(), found, |_, container, found| {
        let at = container.log_option("awslogs-region");
        let group = container.log_option("awslogs-group").resource("aws_cloudwatch_log_group", "name");
        let Read::Known(group) = group else { return };
        let group = context.configuration.node(group);
        // One that is made by another provider, or in a region of its own, is somewhere else.
        if group.get("provider").is_present() || group.get("region").is_present() {
            return;
        }
        if let Some(named) = found.text(at).filter(|named| *named != region) {
            let message = format!("the log group is in {region}, and the container writes to {named}");
            found.report(at, message, format!("write `{region}`"));
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
    fn logs_are_where_their_groups_are() {
        let of = |region: &str| {
            let mut resources =
                fargate(&json!([{"name": "a", "logConfiguration": {"logDriver": "awslogs", "options": {
                    "awslogs-group": "${aws_cloudwatch_log_group.a.name}", "awslogs-region": region,
                }}}]));
            resources["aws_cloudwatch_log_group"] = json!({"a": {"name": "/a"}});
            json!({"provider": {"aws": {"region": "us-east-1"}}, "resource": resources})
        };
        breaks(
            &RULE,
            of("us-east-2"),
            &[
                "aws_ecs_task_definition.a: container_definitions[0].logConfiguration.options.awslogs-region: the log group is in us-east-1, and the container writes to us-east-2",
            ],
        );
        holds(&RULE, of("us-east-1"));
        unjudged(&RULE, of("${var.region}"));
    }
}
