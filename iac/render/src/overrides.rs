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

/// What a resource's arguments say that no provider takes or that refers to nothing, by argument.
fn refusals(address: &str, body: &Value, addresses: &BTreeMap<String, String>) -> Vec<(String, Refused)> {
    let (mode, rest) = match address.strip_prefix("data.") {
        Some(rest) => (Mode::Data, rest),
        None => (Mode::Resource, address),
    };
    let kind = rest.split('.').next().unwrap_or_default();
    let mut refusals: Vec<(String, Refused)> = Vec::new();
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
        let dangling = references(text).into_iter().filter(|reference| !addresses.contains_key(reference));
        refusals
            .extend(dangling.map(|reference| (argument.to_owned(), no_such_address(&reference, addresses))));
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

/// The addresses that the expressions in a text refer to: `aws_vpc.main` in `${aws_vpc.main.id}`.
fn references(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (start, _) in text.match_indices("${") {
        if text[..start].ends_with('$') {
            continue;
        }
        let expression = &text[start + 2..];
        let expression = &expression[..expression.find('}').unwrap_or(expression.len())];
        let words = expression.split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.')));
        for word in words {
            let mut parts = word.split('.');
            let parts: [Option<&str>; 3] = std::array::from_fn(|_| parts.next());
            match parts {
                [Some("data"), Some(kind), Some(name)] => found.push(format!("data.{kind}.{name}")),
                [Some(kind), Some(name), _] if kind.starts_with("aws_") => {
                    found.push(format!("{kind}.{name}"));
                }
                _ => {}
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::references;

    #[test]
    fn what_expressions_refer_to_is_found() {
        assert_eq!(references("${aws_vpc.main.id}"), ["aws_vpc.main"]);
        assert_eq!(
            references("x-${data.aws_region.now.name}-${aws_lb.a-b.arn}"),
            ["data.aws_region.now", "aws_lb.a-b"]
        );
        assert_eq!(references("${tolist(aws_s3_bucket.b.x)[0].y}"), ["aws_s3_bucket.b"]);
        assert!(references("$${aws_vpc.main.id} aws_vpc.main.id ${var.x.y}").is_empty());
    }
}
