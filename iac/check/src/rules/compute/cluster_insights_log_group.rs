//! The log group of Container Insights is declared, and made before the cluster.

use configuration::Read;

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};
use crate::rules::compute::dependencies::Dependencies;

pub(crate) const RULE: Rule = Rule {
    id: "cluster-insights-log-group",
    severity: Severity::Warning,
    summary: "the log group of Container Insights is declared, and made before the cluster",
    why: "the cluster makes it, without a key, and keeps it for ever",
    source: Some(
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-reference-performance-logs-ECS.html",
    ),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for cluster in context.resources("aws_ecs_cluster") {
        let measured = cluster.blocks("setting").any(|setting| {
            setting
                .get("value")
                .text()
                .known()
                .is_some_and(|value| matches!(value.as_ref(), "enabled" | "enhanced"))
        });
        if !measured {
            continue;
        }
        let Some(name) = found.text(cluster.get("name")) else { continue };
        let group = format!("/aws/ecs/containerinsights/{name}/performance");
        let at = cluster.get("depends_on");
        match context.configuration.named("aws_cloudwatch_log_group", "name", &group) {
            Read::Known(block) => {
                if !Dependencies::of(cluster).contains(block) {
                    let address = block.address();
                    let message = format!(
                        "the cluster may be made before `{address}`, and makes that log group itself"
                    );
                    found.report(at, message, format!("add `{address}` to `depends_on`"));
                }
            }
            Read::Unknown => found.unjudged(at),
            Read::Absent => {
                let message = format!("the cluster makes the log group `{group}` itself");
                found.report(at, message, "declare that log group, and add it to `depends_on`");
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
    fn the_log_group_is_there_first() {
        let of = |group: &str, depends_on: serde_json::Value| {
            json!({
                "aws_cloudwatch_log_group": {"a": {"name": group}},
                "aws_ecs_cluster": {"a": {"name": "main", "setting": {"name": "containerInsights", "value": "enabled"}, "depends_on": depends_on}},
            })
        };
        let group = "/aws/ecs/containerinsights/main/performance";
        breaks(
            &RULE,
            of(group, json!(null)),
            &[
                "aws_ecs_cluster.a: depends_on: the cluster may be made before `aws_cloudwatch_log_group.a`, and makes that log group itself",
            ],
        );
        breaks(
            &RULE,
            of("/other", json!(null)),
            &[
                "aws_ecs_cluster.a: depends_on: the cluster makes the log group `/aws/ecs/containerinsights/main/performance` itself",
            ],
        );
        holds(&RULE, of(group, json!(["aws_cloudwatch_log_group.a"])));
        unjudged(&RULE, of("${var.x}", json!(null)));
    }
}
