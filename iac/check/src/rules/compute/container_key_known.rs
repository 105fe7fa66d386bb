//! Every key of a container definition is one that ECS knows.

use configuration::Node;

use crate::containers::{Container, each};
use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};
use crate::rules::compute::container_shape::{CONTAINER, Shape};

pub(crate) const RULE: Rule = Rule {
    id: "container-key-known",
    severity: Severity::Error,
    summary: "every key of a container definition is one that ECS knows",
    why: "the provider drops the key in silence, and the container runs without what it says",
    source: Some("https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    each(context.tasks(), found, |_, container, found| {
        walk(container, container.node, CONTAINER, found);
    });
}

fn walk<'c>(container: Container<'c>, node: Node<'c>, shape: Shape, found: &mut Found<'_, 'c>) {
    match shape {
        Shape::List(of) => node.elements().for_each(|element| walk(container, element, *of, found)),
        Shape::Object(keys) => {
            for (key, member) in node.members() {
                // The provider reads keys whatever the case of their letters.
                let known = keys.iter().find(|(known, _)| known.eq_ignore_ascii_case(key));
                if let Some((_, shape)) = known {
                    walk(container, member, *shape, found);
                    continue;
                }
                let message =
                    format!("container `{}` has `{key}`, which ECS does not know", container.title());
                let near = keys.iter().map(|(known, _)| *known).min_by_key(|known| distance(known, key));
                let fix = match near.filter(|near| distance(near, key) <= 3) {
                    Some(near) => format!("write `{near}`"),
                    None => "remove it, or write the key that is meant".to_owned(),
                };
                // What it was meant for is not known: it may be a secret.
                found.secret(member, message, fix);
            }
        }
        _ => {}
    }
}

/// In how many letters two words differ, at most: letters added, lost or changed between what they begin and end with.
fn distance(one: &str, other: &str) -> usize {
    let (one, other) = (one.to_ascii_lowercase(), other.to_ascii_lowercase());
    let same = |(a, b): &(u8, u8)| a == b;
    let start = one.bytes().zip(other.bytes()).take_while(same).count();
    let end = one.bytes().rev().zip(other.bytes().rev()).take_while(same).count();
    let longer = one.len().max(other.len());
    longer.saturating_sub((start + end).min(one.len().min(other.len())))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use super::distance;
    use crate::containers::fargate;
    use crate::testing::{breaks, holds};

    #[test]
    fn keys_are_those_of_ecs() {
        let of = |container: serde_json::Value| fargate(&json!([container]));
        let at = "aws_ecs_task_definition.a: container_definitions[0]";
        breaks(
            &RULE,
            of(json!({"name": "a", "readOnlyRootFilesystemm": true})),
            &[&format!(
                "{at}.readOnlyRootFilesystemm: container `a` has `readOnlyRootFilesystemm`, which ECS does not know"
            )],
        );
        breaks(
            &RULE,
            of(
                json!({"name": "a", "portMappings": [{"port": 3000}], "linuxParameters": {"capabilities": {"remove": []}}}),
            ),
            &[
                &format!(
                    "{at}.linuxParameters.capabilities.remove: container `a` has `remove`, which ECS does not know"
                ),
                &format!("{at}.portMappings[0].port: container `a` has `port`, which ECS does not know"),
            ],
        );
        holds(
            &RULE,
            of(json!({
                "Name": "a",
                "readonlyrootfilesystem": true,
                "dockerLabels": {"anything": "x"},
                "logConfiguration": {"logDriver": "splunk", "options": {"splunk-url": "x"}},
            })),
        );
    }

    #[test]
    fn a_misspelt_key_is_recognised() {
        assert_eq!(distance("readonlyRootFilesystem", "readOnlyRootFilesystemm"), 1);
        assert_eq!(distance("portMappings", "portMapping"), 1);
        assert!(distance("memory", "colour") > 3);
    }
}
