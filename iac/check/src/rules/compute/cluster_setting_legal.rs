//! A setting of a cluster is one that ECS has.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "cluster-setting-legal",
    severity: Severity::Error,
    summary: "a setting of a cluster is one that ECS has",
    why: "AWS refuses the cluster",
    source: Some("https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ClusterSetting.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for cluster in context.resources("aws_ecs_cluster") {
        for setting in cluster.blocks("setting") {
            let (name, value) = (setting.get("name"), setting.get("value"));
            if found.text(name).is_some_and(|name| name != "containerInsights") {
                found.report(name, "clusters have no such setting", "write `containerInsights`");
            } else if found.text(value).is_some_and(|value| !VALUES.contains(&value.as_ref())) {
                found.report(
                    value,
                    "Container Insights cannot be so",
                    format!("choose one of {}", VALUES.join(", ")),
                );
            }
        }
    }
}

const VALUES: [&str; 3] = ["disabled", "enabled", "enhanced"];

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn settings_are_those_of_ecs() {
        let of = |name: &str, value: &str| json!({"aws_ecs_cluster": {"a": {"setting": {"name": name, "value": value}}}});
        breaks(
            &RULE,
            of("insights", "enabled"),
            &["aws_ecs_cluster.a: setting.name: clusters have no such setting"],
        );
        breaks(
            &RULE,
            of("containerInsights", "on"),
            &["aws_ecs_cluster.a: setting.value: Container Insights cannot be so"],
        );
        holds(&RULE, of("containerInsights", "enhanced"));
        unjudged(&RULE, of("containerInsights", "${var.x}"));
    }
}
