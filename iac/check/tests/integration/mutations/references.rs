//! Each reference led astray: to a name that nothing has, to a resource of another type, to another attribute.

use ::schema::Provider;
use configuration::{Expression, Mode, Part, Root as Begins, Template};
use serde_json::Value;

use super::Mutation;
use super::root::{Root, Trees};

/// Three for each reference of a root.
pub(crate) fn mutations(root: &Root) -> Vec<Mutation> {
    let mut all = Vec::new();
    for (address, body) in root.addresses() {
        texts(body, &mut Vec::new(), &mut |way, text| {
            for (kind, reference, instead) in astray(root, text) {
                let steps: Vec<String> =
                    way.iter().map(|step| step.trim_start_matches('"').to_owned()).collect();
                let mut path: Vec<String> =
                    if address.starts_with("data.") { vec![] } else { vec!["resource".to_owned()] };
                path.extend(address.split('.').map(str::to_owned));
                path.extend(steps.iter().cloned());
                let (owner, reference) = (address.clone(), reference.clone());
                all.push(Mutation {
                    id: format!("{}/{address}/{}/{reference}/{kind}", root.name, steps.join("/")),
                    path: super::path(&path),
                    of: address.clone(),
                    apply: Box::new(move |trees| replace(trees, &owner, &steps, &reference, &instead)),
                });
            }
        });
    }
    all
}

/// Every text in a value that holds an expression, also in JSON within text.
fn texts(value: &Value, way: &mut Vec<String>, see: &mut impl FnMut(&[String], &str)) {
    match value {
        Value::String(text) if text.contains("${") => match serde_json::from_str::<Value>(text) {
            Ok(document @ (Value::Object(_) | Value::Array(_))) => texts(&document, way, see),
            _ => see(way, text),
        },
        Value::Array(elements) => {
            for (at, element) in elements.iter().enumerate() {
                way.push(at.to_string());
                texts(element, way, see);
                way.pop();
            }
        }
        Value::Object(members) => {
            for (key, member) in members {
                way.push(key.clone());
                texts(member, way, see);
                way.pop();
            }
        }
        _ => {}
    }
}

/// The references in a text: what is done, the reference, and what is written instead.
fn astray(root: &Root, text: &str) -> Vec<(&'static str, String, String)> {
    let mut found = Vec::new();
    for part in Template::parts(text) {
        let Part::Expression(expression) = part else { continue };
        for traversal in Expression::of(expression).traversals() {
            let Begins::Resource(mode, ty, name) = traversal.root else { continue };
            let prefix = if mode == Mode::Data { "data." } else { "" };
            let attribute = traversal.attribute;
            let reference = format!("{prefix}{ty}.{name}.{attribute}");
            let instead = |what: String| format!("{what}.{attribute}");
            found.push((
                "undeclared",
                reference.clone(),
                instead(format!("{prefix}{ty}.nothing-has-this-name")),
            ));
            if let Some(other) = another_resource(root, ty, attribute) {
                found.push(("type", reference.clone(), instead(other)));
            }
            if let Some(other) = another_attribute(mode, ty, attribute) {
                found.push(("attribute", reference, format!("{prefix}{ty}.{name}.{other}")));
            }
        }
    }
    found.dedup();
    found
}

/// The first resource of the root of another type that has the attribute, too.
fn another_resource(root: &Root, ty: &str, attribute: &str) -> Option<String> {
    let others = root.addresses().into_iter().map(|(address, _)| address);
    others.into_iter().find(|address| {
        let other = address.split('.').next().unwrap_or_default();
        let has = |block: &::schema::Block| block.attribute(attribute).is_some();
        // The id of what belongs to a bucket is the bucket's: that is the same thing.
        let is_same = ty == "aws_s3_bucket" && other.starts_with("aws_s3_bucket_");
        other != ty && !is_same && Provider::V5.resource(other).is_some_and(has)
    })
}

/// Types whose `id` is their ARN: there, one for the other is no mistake.
const ID_IS_ARN: [&str; 9] = [
    "aws_acm_certificate",
    "aws_iam_policy",
    "aws_lb",
    "aws_lb_listener",
    "aws_lb_listener_rule",
    "aws_lb_target_group",
    "aws_secretsmanager_secret",
    "aws_sns_topic",
    "aws_ecs_cluster",
];

/// Another attribute of the same type, which is something else.
fn another_attribute(mode: Mode, ty: &str, attribute: &str) -> Option<&'static str> {
    let block = Provider::V5.of(mode, ty)?;
    let candidates: &[&str] = match attribute {
        "id" | "arn" if ID_IS_ARN.contains(&ty) => &["name", "domain_name", "owner_id", "port"],
        "id" => &["arn", "tags_all"],
        "arn" => &["id", "name"],
        _ => &["arn", "id"],
    };
    candidates
        .iter()
        .copied()
        .find(|candidate| *candidate != attribute && block.attribute(candidate).is_some())
}

/// Writes something else for a reference in the text at a place.
fn replace(trees: &mut Trees, address: &str, steps: &[String], reference: &str, instead: &str) {
    let body = super::root::body(trees, address);
    within(body, steps, reference, instead);
}

fn within(value: &mut Value, steps: &[String], reference: &str, instead: &str) {
    match (value, steps.split_first()) {
        (Value::String(text), None) => *text = text.replace(reference, instead),
        (Value::String(text), Some(_)) => {
            let mut document: Value = serde_json::from_str(text).unwrap();
            within(&mut document, steps, reference, instead);
            *text = document.to_string();
        }
        (Value::Array(elements), Some((step, rest))) => {
            within(&mut elements[step.parse::<usize>().unwrap()], rest, reference, instead);
        }
        (Value::Object(members), Some((step, rest))) => within(&mut members[step], rest, reference, instead),
        (value, _) => panic!("{steps:?} leads to nothing in {value}"),
    }
}
