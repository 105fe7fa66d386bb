//! Production's cluster is measured.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};
use crate::rules::compute::insights;

pub(crate) const RULE: Rule = Rule {
    id: "production-container-insights",
    severity: Severity::Error,
    summary: "production's cluster is measured",
    why: "nobody sees tasks that die, nor what they lack",
    source: Some("https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-12"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    if context.is_production() != Some(true) {
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

    fn production(document: &serde_json::Value, environment: &str) -> serde_json::Value {
        json!({"provider": {"aws": {"default_tags": {"tags": {"environment": environment}}}}, "resource": document})
    }

    #[test]
    fn production_is_measured() {
        let of = |value: &str| json!({"aws_ecs_cluster": {"a": {"setting": {"name": "containerInsights", "value": value}}}});
        breaks(
            &RULE,
            production(&of("disabled"), "prod"),
            &["aws_ecs_cluster.a: setting.value: nobody measures the tasks of the cluster"],
        );
        holds(&RULE, production(&of("enabled"), "prod"));
        holds(&RULE, production(&of("disabled"), "dev"));
        holds(&RULE, of("disabled"));
        unjudged(&RULE, production(&of("${var.x}"), "prod"));
    }
}
