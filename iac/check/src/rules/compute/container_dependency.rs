//! A container waits for another one of its task, for something that can happen, and not in a circle.

use std::collections::{HashMap, HashSet};

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
        let circles = circles(&waits);
        for container in containers {
            let title = container.title();
            if circles.contains(title.as_ref()) {
                let message = format!("container `{title}` waits for itself");
                found.report(container.get("dependsOn"), message, "break the circle");
            }
        }
    }
}

/// Those who wait for themselves, through others or not. In linear time, however many there are: what leads to each other,
/// by the algorithm of Kosaraju.
fn circles(waits: &HashMap<String, Vec<String>>) -> HashSet<&str> {
    let (mut seen, mut ended) = (HashSet::new(), Vec::new());
    for start in waits.keys().map(String::as_str) {
        let mut open = if seen.insert(start) { vec![(start, 0)] } else { vec![] };
        while let Some((name, at)) = open.last_mut() {
            match waits.get(*name).and_then(|others| others.get(*at)) {
                Some(next) => {
                    *at += 1;
                    if seen.insert(next.as_str()) {
                        open.push((next, 0));
                    }
                }
                None => ended.extend(open.pop().map(|(name, _)| name)),
            }
        }
    }
    let mut awaited: HashMap<&str, Vec<&str>> = HashMap::new();
    for (name, others) in waits {
        for other in others {
            awaited.entry(other).or_default().push(name);
        }
    }
    let (mut taken, mut found) = (HashSet::new(), HashSet::new());
    for start in ended.into_iter().rev() {
        let mut members = if taken.insert(start) { vec![start] } else { vec![] };
        let mut at = 0;
        while let Some(name) = members.get(at) {
            at += 1;
            let others = awaited.get(name).into_iter().flatten().copied();
            members.extend(others.filter(|other| taken.insert(*other)).collect::<Vec<_>>());
        }
        let waits_for_itself =
            || waits.get(start).is_some_and(|others| others.iter().any(|other| other == start));
        if members.len() > 1 || (members.len() == 1 && waits_for_itself()) {
            found.extend(members);
        }
    }
    found
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
    #[test]
    fn those_in_a_circle_are_told_and_no_others() {
        let container = |name: &str, others: &[&str]| {
            let waits = |other: &&str| json!({"containerName": other, "condition": "START"});
            json!({"name": name, "dependsOn": others.iter().map(waits).collect::<Vec<_>>()})
        };
        // `between` leads from one circle to another; `first` waits for all, and nobody for it.
        let containers = json!([
            container("first", &["a", "between", "x"]),
            container("a", &["b"]),
            container("b", &["c", "c"]),
            container("c", &["a", "between"]),
            container("between", &["x"]),
            container("x", &["y"]),
            container("y", &["x", "last"]),
            container("last", &[]),
        ]);
        let told = ["a", "b", "c", "x", "y"].map(|name| format!("container `{name}` waits for itself"));
        let at = [1, 2, 3, 5, 6].map(|at| format!("container_definitions[{at}].dependsOn"));
        let lines: Vec<String> = at
            .iter()
            .zip(&told)
            .map(|(at, told)| format!("aws_ecs_task_definition.a: {at}: {told}"))
            .collect();
        breaks(&RULE, fargate(&containers), &lines.iter().map(String::as_str).collect::<Vec<_>>());
    }
}
