//! No container can write to its root file system.

use crate::containers::each;
use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "container-root-read-only",
    severity: Severity::Warning,
    summary: "no container can write to its root file system",
    why: "who gets into the program can change it, and leave things behind",
    source: Some("https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-5"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    each(context.tasks(), found, |task, container, found| {
        let at = container.get("readonlyRootFilesystem");
        let system = task.node.path_to(["runtime_platform", "operating_system_family"]).text();
        // Windows cannot do without.
        if system.known().is_some_and(|system| system.starts_with("WINDOWS")) {
            return;
        }
        if found.boolean(at, false) == Some(false) {
            let message = format!("container `{}` can write to its root file system", container.title());
            let fix = "set `readonlyRootFilesystem`, and mount what must be written, `/tmp` say";
            found.report(at, message, fix);
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
    fn the_root_is_only_read() {
        let of = |read_only: serde_json::Value| {
            fargate(&json!([{"name": "a", "readonlyRootFilesystem": read_only}]))
        };
        let said = [
            "aws_ecs_task_definition.a: container_definitions[0].readonlyRootFilesystem: container `a` can write to its root file system",
        ];
        breaks(&RULE, of(json!(false)), &said);
        breaks(&RULE, of(json!(null)), &said);
        holds(&RULE, of(json!(true)));
        unjudged(&RULE, of(json!("${var.x}")));
        let mut windows = of(json!(false));
        windows["aws_ecs_task_definition"]["a"]["runtime_platform"] =
            json!({"operating_system_family": "WINDOWS_SERVER_2022_CORE"});
        holds(&RULE, windows);
    }
}
