//! Every container says that it does not run as root.

use crate::containers::each;
use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "container-user",
    severity: Severity::Warning,
    summary: "every container says that it does not run as root",
    why: "who gets into the program may do everything in the container",
    source: Some("https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-20"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    each(context.tasks(), found, |task, container, found| {
        let at = container.get("user");
        let system = task.node.path_to(["runtime_platform", "operating_system_family"]).text();
        if system.known().is_some_and(|system| system.starts_with("WINDOWS")) {
            return;
        }
        let title = container.title();
        let fix = "set `user` to a number that is not 0, as in `65532:65532`";
        if !at.is_present() {
            return found.report(at, format!("container `{title}` runs as whoever its image says"), fix);
        }
        let Some(user) = found.text(at) else { return };
        if matches!(user.split(':').next(), Some("" | "0" | "root")) {
            found.report(at, format!("container `{title}` runs as root"), fix);
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
    fn nobody_is_root() {
        let of = |user: serde_json::Value| fargate(&json!([{"name": "a", "user": user}]));
        let at = "aws_ecs_task_definition.a: container_definitions[0].user";
        breaks(&RULE, of(json!(null)), &[&format!("{at}: container `a` runs as whoever its image says")]);
        for root in ["root", "0", "0:1000", "root:x", ""] {
            breaks(&RULE, of(json!(root)), &[&format!("{at}: container `a` runs as root")]);
        }
        holds(&RULE, of(json!("65532:65532")));
        holds(&RULE, of(json!("app")));
        unjudged(&RULE, of(json!("${var.x}")));
    }
}
