//! A container waits for another one of its task, for something that can happen, and not in a circle.

use std::collections::HashMap;

use configuration::Read;

use crate::containers::member;
use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "container-dependency",
    severity: Severity::Error,
    summary: "a container waits for another one of its task, for something that can happen, and not in a circle",
    why: "AWS refuses the task definition, or the task never starts",
    source: Some("https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDependency.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for task in context.tasks().all() {
        let containers = task.containers(found);
        let mut waits: HashMap<String, Vec<String>> = HashMap::new();
        for container in containers {
            for dependency in container.get("dependsOn").elements() {
                let (at, condition) = (member(dependency, "containerName"), member(dependency, "condition"));
                let Some(name) = found.text(at) else { continue };
                waits.entry(container.title().into_owned()).or_default().push(name.clone().into_owned());
                let other = match task.container(&name, found) {
                    Read::Known(other) => other,
                    Read::Unknown => {
                        found.unjudged(at);
                        continue;
                    }
                    Read::Absent => {
                        let message = format!(
                            "container `{}` waits for `{name}`, which the task does not have",
                            container.title()
                        );
                        found.report(at, message, "name a container of the same task");
                        continue;
                    }
                };
                let Some(wanted) = found.text(condition) else { continue };
                let essential = other.get("essential").boolean().or(true).is(&true);
                let problem = match wanted.as_ref() {
                    "HEALTHY" if other.get("healthCheck").is_present() => None,
                    "HEALTHY" => Some("which has no health check"),
                    "COMPLETE" | "SUCCESS" if essential => {
                        Some("which is essential: when it ends, so does the task")
                    }
                    "START" | "COMPLETE" | "SUCCESS" => None,
                    _ => Some("for something that ECS does not know"),
                };
                if let Some(problem) = problem {
                    let message = format!(
                        "container `{}` waits for `{name}` to be {wanted}, {problem}",
                        container.title()
                    );
                    found.report(
                        condition,
                        message,
                        "choose another condition, or change the other container",
                    );
                }
            }
        }
        for container in containers {
            let title = container.title();
            if leads_to(&waits, &title, &title) {
                let message = format!("container `{title}` waits for itself");
                found.report(container.get("dependsOn"), message, "break the circle");
            }
        }
    }
}

/// Whether whoever waits from `from` on waits for `to`.
fn leads_to(waits: &HashMap<String, Vec<String>>, from: &str, to: &str) -> bool {
    let mut seen = Vec::new();
    let mut open = vec![from];
    while let Some(name) = open.pop() {
        for next in waits.get(name).into_iter().flatten() {
            if next == to {
                return true;
            }
            if !seen.contains(&next) {
                seen.push(next);
                open.push(next);
            }
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::containers::fargate;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn waiting_has_an_end() {
        let of = |name: &str, condition: &str, other: serde_json::Value| {
            let mut second = json!({"name": "b"});
            second.as_object_mut().unwrap().extend(other.as_object().unwrap().clone());
            fargate(
                &json!([{"name": "a", "dependsOn": [{"containerName": name, "condition": condition}]}, second]),
            )
        };
        let at = "aws_ecs_task_definition.a: container_definitions[0].dependsOn";
        breaks(
            &RULE,
            of("c", "START", json!({})),
            &[&format!("{at}[0].containerName: container `a` waits for `c`, which the task does not have")],
        );
        breaks(
            &RULE,
            of("b", "HEALTHY", json!({})),
            &[&format!(
                "{at}[0].condition: container `a` waits for `b` to be HEALTHY, which has no health check"
            )],
        );
        breaks(
            &RULE,
            of("b", "SUCCESS", json!({})),
            &[&format!(
                "{at}[0].condition: container `a` waits for `b` to be SUCCESS, which is essential: when it ends, so does the task"
            )],
        );
        breaks(&RULE, of("a", "START", json!({})), &[&format!("{at}: container `a` waits for itself")]);
        holds(&RULE, of("b", "START", json!({})));
        holds(&RULE, of("b", "HEALTHY", json!({"healthCheck": {"command": ["CMD", "x"]}})));
        holds(&RULE, of("b", "SUCCESS", json!({"essential": false})));
        unjudged(&RULE, of("${var.x}", "START", json!({})));
    }
}
