//! What a container mounts is a volume of its task.

use configuration::Read;

use crate::containers::{each, member};
use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "container-volume-declared",
    severity: Severity::Error,
    summary: "what a container mounts is a volume of its task",
    why: "AWS refuses the task definition",
    source: Some("https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_MountPoint.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    each(context.tasks(), found, |task, container, found| {
        for point in container.get("mountPoints").elements() {
            let at = member(point, "sourceVolume");
            let Some(name) = found.text(at) else { continue };
            let names = || task.node.blocks("volume").map(|volume| volume.get("name").text());
            if names().any(|volume| volume.is(&name)) {
                continue;
            }
            if task.node.makes_blocks("volume") || names().any(|volume| volume == Read::Unknown) {
                found.unjudged(at);
                continue;
            }
            let message =
                format!("container `{}` mounts `{name}`, which is no volume of the task", container.title());
            found.report(at, message, "add a `volume` of that name to the task definition");
        }
        for point in container.get("volumesFrom").elements() {
            let at = member(point, "sourceContainer");
            let Some(name) = found.text(at) else { continue };
            let other = task.container(&name, found);
            if other == Read::Absent {
                let message = format!(
                    "container `{}` mounts what `{name}` has, which the task does not have",
                    container.title()
                );
                found.report(at, message, "name a container of the same task");
            }
            found.known(at, other);
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
    fn volumes_are_the_tasks() {
        let of = |volume: serde_json::Value| {
            let mut document = fargate(
                &json!([{"name": "a", "mountPoints": [{"sourceVolume": "data", "containerPath": "/x"}]}]),
            );
            document["aws_ecs_task_definition"]["a"]["volume"] = volume;
            document
        };
        breaks(
            &RULE,
            of(json!([{"name": "other"}])),
            &[
                "aws_ecs_task_definition.a: container_definitions[0].mountPoints[0].sourceVolume: container `a` mounts `data`, which is no volume of the task",
            ],
        );
        holds(&RULE, of(json!([{"name": "other"}, {"name": "data"}])));
        unjudged(&RULE, of(json!({"name": "${var.x}"})));
        let mut made = of(json!(null));
        made["aws_ecs_task_definition"]["a"]["dynamic"] = json!({"volume": {"for_each": "${var.x}"}});
        unjudged(&RULE, made);
    }

    #[test]
    fn containers_are_the_tasks() {
        let of = |name: &str| {
            fargate(&json!([{"name": "a"}, {"name": "b", "volumesFrom": [{"sourceContainer": name}]}]))
        };
        breaks(
            &RULE,
            of("c"),
            &[
                "aws_ecs_task_definition.a: container_definitions[1].volumesFrom[0].sourceContainer: container `b` mounts what `c` has, which the task does not have",
            ],
        );
        holds(&RULE, of("a"));
    }
}
