//! The escape hatch: provider arguments that an environment's file merges over what the model says.

use std::collections::BTreeMap;

use aws::limits::Refused;
use configuration::{Expression, Json, Mode, Part, Root, Template};
use environment::{Environment, Override, Problem};
use schema::PROVIDERS;
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
        let body = Json::from(stack.arguments(address).unwrap_or(Value::Null));
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
fn refusals(address: &str, body: &Json<'_>, addresses: &BTreeMap<String, String>) -> Vec<(String, Refused)> {
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
            let path = problem.path();
            // What several versions refuse is said once.
            if !refusals.iter().any(|(argument, _)| *argument == path) {
                refusals.push((path, Refused::new(problem.message())));
            }
        }
    }
    visit("", body, &mut |argument, text| {
        for (address, attribute) in references(text) {
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
fn visit(path: &str, value: &Json<'_>, see: &mut impl FnMut(&str, &str)) {
    match value {
        Json::String(text) => see(path, text.as_str()),
        Json::Array(elements) => {
            for (at, element) in elements.iter().enumerate() {
                visit(&format!("{path}[{at}]"), element, see);
            }
        }
        Json::Object(fields) => {
            for (key, field) in fields {
                let path = if path.is_empty() { key.to_string() } else { format!("{path}.{key}") };
                visit(&path, field, see);
            }
        }
        _ => {}
    }
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

/// What the expressions in a text refer to: the address and the attribute, which is empty where the whole is meant.
/// Variables, locals and modules are addresses that no stack of ours has.
fn references(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for part in Template::parts(text) {
        let (Part::Expression(expression) | Part::Directive(expression)) = part else { continue };
        for traversal in Expression::of(expression).traversals() {
            let (address, attribute) = match traversal.root {
                Root::Resource(Mode::Data, ty, name) => (format!("data.{ty}.{name}"), traversal.attribute),
                Root::Resource(Mode::Resource, ty, name) => (format!("{ty}.{name}"), traversal.attribute),
                Root::Local(name) => (format!("local.{name}"), ""),
                Root::Variable(name) => (format!("var.{name}"), ""),
                Root::Module(name) => (format!("module.{name}"), ""),
                Root::Builtin(name) => (name.to_owned(), ""),
            };
            found.push((address, attribute.to_owned()));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(address: &str, attribute: &str) -> (String, String) {
        (address.to_owned(), attribute.to_owned())
    }

    #[test]
    fn what_expressions_refer_to_is_found() {
        assert_eq!(references("${aws_vpc.main.id}"), [pair("aws_vpc.main", "id")]);
        assert_eq!(
            references("x-${data.aws_region.now.name}-${aws_lb.a-b.arn}"),
            [pair("data.aws_region.now", "name"), pair("aws_lb.a-b", "arn")]
        );
        // An expression that goes on after a bracket names its attribute before it.
        assert_eq!(references("${tolist(aws_s3_bucket.b.x)[0].y}"), [pair("aws_s3_bucket.b", "x")]);
        assert_eq!(references("${var.x.y} ${local.z}"), [pair("var.x", ""), pair("local.z", "")]);
        assert!(references("$${aws_vpc.main.id} aws_vpc.main.id").is_empty());
    }

    #[test]
    fn attributes_are_the_providers() {
        assert!(has_attribute("aws_vpc.main", "arn"));
        assert!(has_attribute("aws_lb.main", "access_logs"));
        assert!(has_attribute("data.aws_route53_zone.main", "zone_id"));
        assert!(!has_attribute("aws_vpc.main", "nope"));
    }
}
