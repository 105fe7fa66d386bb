//! A cluster is measured by Container Insights.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};
use crate::rules::compute::insights;

pub(crate) const RULE: Rule = Rule {
    id: "cluster-insights",
    severity: Severity::Warning,
    summary: "a cluster is measured by Container Insights",
    why: "nobody sees tasks that die, nor what they lack",
    source: Some("https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-12"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    // Of production, another rule says so.
    if context.is_production() == Some(true) {
        return;
    }
    for cluster in context.resources("aws_ecs_cluster") {
        insights::judge(cluster, found);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn clusters_are_measured() {
        let of = |value: serde_json::Value| json!({"aws_ecs_cluster": {"a": {"setting": value}}});
        let said = "nobody measures the tasks of the cluster";
        breaks(&RULE, of(json!(null)), &[&format!("aws_ecs_cluster.a: setting: {said}")]);
        breaks(
            &RULE,
            of(json!([{"name": "containerInsights", "value": "disabled"}])),
            &[&format!("aws_ecs_cluster.a: setting[0].value: {said}")],
        );
        holds(&RULE, of(json!({"name": "containerInsights", "value": "enhanced"})));
        unjudged(&RULE, of(json!({"name": "containerInsights", "value": "${var.x}"})));
    }
}
