//! Every value of a container definition is of the type that ECS takes.

use configuration::{Json, Node};

use crate::containers::{Container, each};
use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};
use crate::rules::compute::container_shape::{CONTAINER, Shape};

pub(crate) const RULE: Rule = Rule {
    id: "container-key-type",
    severity: Severity::Error,
    summary: "every value of a container definition is of the type that ECS takes",
    why: "the provider refuses the task definition, at the latest when expressions have become values",
    source: Some("https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    each(context.tasks(), found, |_, container, found| walk(container, "", container.node, CONTAINER, found));
}

fn walk<'c>(container: Container<'c>, name: &str, node: Node<'c>, shape: Shape, found: &mut Found<'_, 'c>) {
    let Some(json) = node.json() else { return };
    let fits = match shape {
        Shape::Text => matches!(json, Json::String(_)),
        // A number in quotes stays in quotes, whatever an expression becomes.
        Shape::Integer => matches!(json, Json::Number(_)) && node.integer().known().is_some(),
        Shape::Boolean => matches!(json, Json::Bool(_)),
        Shape::List(_) => matches!(json, Json::Array(_)),
        Shape::Map | Shape::Object(_) => matches!(json, Json::Object(_)),
    };
    if !fits {
        let message = format!("`{name}` of container `{}` is not {}", container.title(), shape.name());
        return found.secret(node, message, format!("write {}", shape.name()));
    }
    match shape {
        Shape::List(of) => node.elements().for_each(|element| walk(container, name, element, *of, found)),
        Shape::Map => {
            node.members().for_each(|(key, member)| walk(container, key, member, Shape::Text, found));
        }
        Shape::Object(keys) => {
            for (key, member) in node.members() {
                if let Some((known, shape)) = keys.iter().find(|(known, _)| known.eq_ignore_ascii_case(key)) {
                    walk(container, known, member, *shape, found);
                }
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::containers::fargate;
    use crate::testing::{breaks, holds};

    #[test]
    fn values_are_of_their_types() {
        let of = |key: &str, value: serde_json::Value| fargate(&json!([{"name": "a", key: value}]));
        let at = "aws_ecs_task_definition.a: container_definitions[0]";
        for (key, wrong, right, path, named, is_not) in [
            ("cpu", json!("256"), json!(256), "cpu", "cpu", "a whole number"),
            ("cpu", json!("${var.cpu}"), json!(2), "cpu", "cpu", "a whole number"),
            ("essential", json!("true"), json!(true), "essential", "essential", "`true` or `false`"),
            ("image", json!(1), json!("${var.image}"), "image", "image", "text"),
            ("command", json!("run"), json!(["run"]), "command", "command", "a list"),
            ("command", json!([1]), json!([]), "command[0]", "command", "text"),
            ("healthCheck", json!([]), json!({}), "healthCheck", "healthCheck", "an object"),
            ("dockerLabels", json!({"a": 1}), json!({"a": "1"}), "dockerLabels.a", "a", "text"),
            (
                "environment",
                json!([{"name": "PORT", "value": 1}]),
                json!([{"name": "PORT", "value": "1"}]),
                "environment[0].value",
                "value",
                "text",
            ),
        ] {
            breaks(
                &RULE,
                of(key, wrong),
                &[&format!("{at}.{path}: `{named}` of container `a` is not {is_not}")],
            );
            holds(&RULE, of(key, right));
            holds(&RULE, of(key, json!(null)));
        }
    }
}
