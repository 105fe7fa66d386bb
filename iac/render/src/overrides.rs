//! The escape hatch: provider arguments that an environment's file merges over what the model says.

use std::collections::BTreeMap;

use aws::limits::Refused;
use environment::{Environment, Override, Problem};
use schema::{Mode, PROVIDERS};
use serde_json::Value;
use terraform::Stack;

use crate::waivers::no_such_address;

/// Merges every override into the stack, and says what is wrong with them.
pub(crate) fn merge(stack: &mut Stack, overrides: &BTreeMap<String, Override>) -> Vec<Problem> {
    if overrides.is_empty() {
        return Vec::new();
    }
    let addresses = stack.addresses();
    let mut problems = Vec::new();
    for (address, change) in overrides {
        let path = format!("override.\"{address}\"");
        if stack.override_arguments(address, &change.arguments).is_err() {
            problems.push(Environment::problem(&change.location, path, no_such_address(address, &addresses)));
            continue;
        }
        let body = stack.arguments(address).unwrap_or(Value::Null);
        for (argument, refused) in refusals(address, &body, &addresses) {
            let location = change.location_of(&argument);
            let path = if argument.is_empty() { path.clone() } else { format!("{path}.{argument}") };
            problems.push(Environment::problem(location, path, refused));
        }
    }
    problems
}

/// Meta-arguments that make of one resource several, none, or another provider's.
const META: [&str; 3] = ["count", "for_each", "provider"];

/// What a resource's arguments say that no provider takes or that refers to nothing, by argument.
fn refusals(address: &str, body: &Value, addresses: &BTreeMap<String, String>) -> Vec<(String, Refused)> {
    let (mode, rest) = match address.strip_prefix("data.") {
        Some(rest) => (Mode::Data, rest),
        None => (Mode::Resource, address),
    };
    let kind = rest.split('.').next().unwrap_or_default();
    let mut refusals: Vec<(String, Refused)> = META
        .into_iter()
        .filter(|argument| body.get(argument).is_some())
        .map(|argument| {
            let refused =
                Refused::new(format!("`{argument}` would change what `{address}` is to everything else"));
            (argument.to_owned(), refused.allowed("the provider's own arguments, and `lifecycle`"))
        })
        .collect();
    for provider in PROVIDERS {
        for problem in schema::conform_resource(provider, mode, kind, body) {
            // What several versions refuse is said once.
            if refusals.iter().any(|(argument, _)| *argument == problem.path) {
                continue;
            }
            let message = problem.to_string();
            let message = message.strip_prefix(&format!("{}: ", problem.path)).unwrap_or(&message);
            refusals.push((problem.path.clone(), Refused::new(message)));
        }
    }
    visit("", body, &mut |argument, text| {
        for Reference { address, attribute } in references(text) {
            if !addresses.contains_key(&address) {
                refusals.push((argument.to_owned(), no_such_address(&address, addresses)));
            } else if !attribute.is_empty() && !has_attribute(&address, &attribute) {
                let refused = Refused::new(format!("`{address}` has no attribute `{attribute}`"));
                refusals.push((argument.to_owned(), refused));
            }
        }
    });
    refusals
}

/// Shows every text of a value, with its path.
fn visit(path: &str, value: &Value, see: &mut impl FnMut(&str, &str)) {
    match value {
        Value::String(text) => see(path, text),
        Value::Array(elements) => {
            for (at, element) in elements.iter().enumerate() {
                visit(&format!("{path}[{at}]"), element, see);
            }
        }
        Value::Object(fields) => {
            for (key, field) in fields {
                let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                visit(&path, field, see);
            }
        }
        _ => {}
    }
}

/// What an expression refers to: `aws_vpc.main` and `id` in `${aws_vpc.main.id}`.
#[derive(Debug, PartialEq, Eq)]
struct Reference {
    address: String,
    /// Empty, where the whole resource is meant.
    attribute: String,
}

/// Whether any version of the provider knows the attribute.
fn has_attribute(address: &str, attribute: &str) -> bool {
    let (mode, rest) = match address.strip_prefix("data.") {
        Some(rest) => (Mode::Data, rest),
        None => (Mode::Resource, address),
    };
    let kind = rest.split('.').next().unwrap_or_default();
    let known =
        |block: &schema::Block| block.attribute(attribute).is_some() || block.block(attribute).is_some();
    PROVIDERS.into_iter().filter_map(|provider| provider.of(mode, kind)).any(known)
}

/// What the expressions in a text refer to. Variables, locals and modules are addresses that no stack of ours has.
fn references(text: &str) -> Vec<Reference> {
    let mut found = Vec::new();
    for (start, _) in text.match_indices("${") {
        if text[..start].ends_with('$') {
            continue;
        }
        let expression = &text[start + 2..];
        let expression = &expression[..expression.find('}').unwrap_or(expression.len())];
        for word in expression.split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'))) {
            let parts: Vec<&str> = word.split('.').collect();
            let (address, attribute) = match parts.as_slice() {
                ["data", kind, name, rest @ ..] => (format!("data.{kind}.{name}"), rest),
                [kind, name, rest @ ..] if kind.starts_with("aws_") => (format!("{kind}.{name}"), rest),
                [kind @ ("var" | "local" | "module" | "each" | "count"), name, ..] => {
                    (format!("{kind}.{name}"), &[][..])
                }
                _ => continue,
            };
            let attribute = attribute.first().copied().unwrap_or_default().to_owned();
            found.push(Reference { address, attribute });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(String, String)> {
        references(text).into_iter().map(|found| (found.address, found.attribute)).collect()
    }

    fn pair(address: &str, attribute: &str) -> (String, String) {
        (address.to_owned(), attribute.to_owned())
    }

    #[test]
    fn what_expressions_refer_to_is_found() {
        assert_eq!(found("${aws_vpc.main.id}"), [pair("aws_vpc.main", "id")]);
        assert_eq!(
            found("x-${data.aws_region.now.name}-${aws_lb.a-b.arn}"),
            [pair("data.aws_region.now", "name"), pair("aws_lb.a-b", "arn")]
        );
        // An expression that goes on after a bracket names its attribute before it.
        assert_eq!(found("${tolist(aws_s3_bucket.b.x)[0].y}"), [pair("aws_s3_bucket.b", "x")]);
        assert_eq!(found("${var.x.y} ${local.z}"), [pair("var.x", ""), pair("local.z", "")]);
        assert!(found("$${aws_vpc.main.id} aws_vpc.main.id").is_empty());
    }

    #[test]
    fn attributes_are_the_providers() {
        assert!(has_attribute("aws_vpc.main", "arn"));
        assert!(has_attribute("aws_lb.main", "access_logs"));
        assert!(has_attribute("data.aws_route53_zone.main", "zone_id"));
        assert!(!has_attribute("aws_vpc.main", "nope"));
    }
}
