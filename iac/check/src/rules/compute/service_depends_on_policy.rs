//! A service waits until its execution role has its policies.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};
use crate::rules::compute::dependencies::Dependencies;

pub(crate) const RULE: Rule = Rule {
    id: "service-depends-on-policy",
    severity: Severity::Warning,
    summary: "a service waits until its execution role has its policies",
    why: "the first tasks may not fetch their image or secrets, and on destroy the last ones not stop",
    source: Some("https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/ecs_service"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for service in context.resources("aws_ecs_service") {
        // Nothing is started that could lack anything.
        if service.get("desired_count").integer().or(0).is(&0) && !service.get("load_balancer").is_present() {
            continue;
        }
        let Some(task) = context.tasks().of_service(service, found) else { continue };
        let at = task.node.get("execution_role_arn");
        let Some(role) = found.resource(at, "aws_iam_role", "arn") else { continue };
        let policies = ["aws_iam_role_policy", "aws_iam_role_policy_attachment"]
            .into_iter()
            .flat_map(|ty| context.configuration.referring(ty, "role", role));
        let dependencies = Dependencies::of(service);
        let missing = policies.map(|node| node.block()).find(|policy| !dependencies.contains(policy));
        let Some(missing) = missing.map(configuration::Block::address) else { continue };
        let at = service.get("depends_on");
        if dependencies.open {
            found.unjudged(at);
            continue;
        }
        let message = format!("the service does not wait for `{missing}`, which its execution role needs");
        found.report(at, message, format!("add `{missing}` to `depends_on`"));
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn a_service_waits_for_its_role() {
        let of = |depends_on: serde_json::Value, role: &str| {
            json!({
                "aws_ecs_service": {"a": {"desired_count": 1, "task_definition": "${aws_ecs_task_definition.a.arn}", "depends_on": depends_on}},
                "aws_ecs_task_definition": {"a": {"execution_role_arn": role}},
                "aws_iam_role": {"a": {"name": "a"}},
                "aws_iam_role_policy_attachment": {"a": {"role": "${aws_iam_role.a.name}"}},
            })
        };
        breaks(
            &RULE,
            of(json!(null), "${aws_iam_role.a.arn}"),
            &[
                "aws_ecs_service.a: depends_on: the service does not wait for `aws_iam_role_policy_attachment.a`, which its execution role needs",
            ],
        );
        holds(&RULE, of(json!(["aws_iam_role_policy_attachment.a"]), "${aws_iam_role.a.arn}"));
        unjudged(&RULE, of(json!(["module.x"]), "${aws_iam_role.a.arn}"));
        unjudged(&RULE, of(json!(null), "${var.role}"));
    }
}
