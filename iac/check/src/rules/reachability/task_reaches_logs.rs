//! Tasks reach CloudWatch Logs.

use std::borrow::Cow;

use crate::context::Context;
use crate::found::Found;
use crate::network::Aws;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "task-reaches-logs",
    severity: Severity::Error,
    summary: "tasks on Fargate that log with awslogs reach CloudWatch Logs: by a NAT gateway, or by an endpoint for logs",
    why: "a task that cannot write its log never starts, or waits for ever when it writes",
    source: Some(
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch-logs-and-interface-VPC.html",
    ),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    let network = context.network();
    super::each_container(context, found, |service, container, found| {
        let driver = found.text(container.log_driver());
        if driver != Some(Cow::Borrowed("awslogs")) {
            return;
        }
        let what = format!("the tasks of `{}` do not reach CloudWatch Logs", service.address());
        super::must_be_open(network.service_reaches(service, Aws::Logs), &what, found);
    });
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::rules::reachability::{sound, with};
    use crate::testing::{breaks, holds};

    #[test]
    fn logs_are_reached() {
        breaks(
            &RULE,
            with("/aws_nat_gateway/main/connectivity_type", json!("private")),
            &[
                "aws_nat_gateway.main: connectivity_type: the tasks of `aws_ecs_service.a` do not reach CloudWatch Logs: `aws_nat_gateway.main` is a private gateway, which leads nowhere",
            ],
        );
        holds(&RULE, with("/aws_nat_gateway/main/connectivity_type", json!("public")));
        holds(&RULE, sound());
    }
}
