//! A task that needs ARM processors runs Linux.

use crate::containers::TASK_DEFINITION;
use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "task-platform",
    severity: Severity::Error,
    summary: "a task that needs ARM processors runs Linux",
    why: "AWS refuses the task definition",
    source: Some("https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RuntimePlatform.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for task in context.resources(TASK_DEFINITION) {
        let at = task.path_to(["runtime_platform", "cpu_architecture"]);
        if found.text(at).is_none_or(|architecture| architecture != "ARM64") {
            continue;
        }
        let system = found.text(task.path_to(["runtime_platform", "operating_system_family"]));
        if let Some(system) = system.filter(|system| system != "LINUX") {
            found.report(at, format!("there is no {system} for ARM64"), "choose `X86_64`, or `LINUX`");
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn arm_runs_linux() {
        let of = |system: &str| json!({"aws_ecs_task_definition": {"a": {"runtime_platform": {"cpu_architecture": "ARM64", "operating_system_family": system}}}});
        breaks(
            &RULE,
            of("WINDOWS_SERVER_2022_CORE"),
            &[
                "aws_ecs_task_definition.a: runtime_platform.cpu_architecture: there is no WINDOWS_SERVER_2022_CORE for ARM64",
            ],
        );
        holds(&RULE, of("LINUX"));
        unjudged(&RULE, of("${var.x}"));
    }
}
