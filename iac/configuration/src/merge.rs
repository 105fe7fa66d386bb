//! Override files: their blocks are merged into those that other files declare, argument by argument.
//! <https://developer.hashicorp.com/terraform/language/files/override>

mod places;

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use crate::documents::Document;
use crate::json::{Json, Members};

/// The last file that sets an argument, by the block and the argument.
pub(crate) type Overridden<'a> = HashMap<Key, HashMap<String, &'a str>>;

/// A block's keyword and labels: `resource`, `aws_lb`, `main`.
pub(crate) type Key = Vec<String>;

pub(crate) fn key(block: &[&str]) -> Key {
    block.iter().map(ToString::to_string).collect()
}

/// Where a block stands: the document, and the places of the elements and members that lead there.
type Place = (usize, Vec<usize>);

/// Merges `overrides` into `documents`, in their order. What nothing declares stays in a document of its own.
pub(crate) fn merge<'a>(documents: &mut Vec<Document<'a>>, overrides: Vec<Document<'a>>) -> Overridden<'a> {
    let mut overridden = Overridden::new();
    if overrides.is_empty() {
        return overridden;
    }
    let mut places = HashMap::new();
    for (at, document) in documents.iter().enumerate() {
        places::find(at, &document.tree, &mut places);
    }
    for Document { name, tree } in overrides {
        let mut rest: Members<'a> = Vec::new();
        for (keyword, value) in flatten(tree) {
            let Some(labels) = labels(&keyword) else {
                rest.push((keyword, value));
                continue;
            };
            for (path, body) in bodies(&keyword, value, labels) {
                match places.get(&path).and_then(|place| places::at(documents, place)) {
                    Some(target) => {
                        let arguments = flatten(body);
                        let set = overridden.entry(path).or_default();
                        set.extend(arguments.iter().map(|(argument, _)| (argument.to_string(), name)));
                        replace(target, arguments);
                    }
                    None => rest.push(declare(&path, body)),
                }
            }
        }
        if !rest.is_empty() {
            let tree = rest.into_iter().map(|member| Json::Object(vec![member])).collect();
            documents.push(Document { name, tree: Json::Array(tree) });
            // Files that follow may override what this one declares.
            let at = documents.len() - 1;
            places::find(at, &documents[at].tree, &mut places);
        }
    }
    overridden
}

/// How many labels blocks of a keyword have, if they are merged.
fn labels(keyword: &str) -> Option<usize> {
    match keyword {
        "resource" | "data" => Some(2),
        "output" | "variable" | "module" | "provider" => Some(1),
        "locals" | "terraform" => Some(0),
        _ => None,
    }
}

/// The members of an object, or of the objects of a list.
fn flatten(value: Json<'_>) -> Members<'_> {
    match value {
        Json::Object(members) => members,
        Json::Array(parts) => parts.into_iter().flat_map(flatten).collect(),
        _ => Vec::new(),
    }
}

/// The bodies under a keyword, each with the keyword and its labels.
fn bodies<'a>(keyword: &str, value: Json<'a>, labels: usize) -> Vec<(Vec<String>, Json<'a>)> {
    let mut found = vec![(vec![keyword.to_owned()], value)];
    for _ in 0..labels {
        found = found
            .into_iter()
            .flat_map(|(path, value)| {
                flatten(value).into_iter().map(move |(label, body)| {
                    let path = path.iter().cloned().chain([label.into_owned()]).collect();
                    (path, body)
                })
            })
            .collect();
    }
    found
}

/// Sets arguments of a body, whatever they were before.
fn replace<'a>(body: &mut Json<'a>, arguments: Members<'a>) {
    match body {
        Json::Object(members) => set(members, arguments),
        Json::Array(parts) => {
            // Each in the part that has it; else in the first.
            let mut holders: HashMap<String, usize> = HashMap::new();
            for (at, part) in parts.iter().enumerate() {
                for (key, _) in part.as_object().into_iter().flatten() {
                    holders.entry(key.to_string()).or_insert(at);
                }
            }
            let mut of_parts: BTreeMap<usize, Members<'a>> = BTreeMap::new();
            for (argument, value) in arguments {
                let holder = *holders.entry(argument.to_string()).or_insert(0);
                of_parts.entry(holder).or_default().push((argument, value));
            }
            for (holder, arguments) in of_parts {
                if let Some(part) = parts.get_mut(holder) {
                    replace(part, arguments);
                }
            }
        }
        _ => {}
    }
}

fn set<'a>(members: &mut Members<'a>, arguments: Members<'a>) {
    let mut places: HashMap<String, usize> = HashMap::new();
    for (at, (key, _)) in members.iter().enumerate() {
        places.entry(key.to_string()).or_insert(at);
    }
    for (argument, value) in arguments {
        if let Some(at) = places.get(argument.as_ref()) {
            members[*at].1 = value;
        } else {
            places.insert(argument.to_string(), members.len());
            members.push((argument, value));
        }
    }
}

fn declare<'a>(path: &[String], body: Json<'a>) -> (Cow<'a, str>, Json<'a>) {
    let mut value = body;
    for label in path[1..].iter().rev() {
        value = Json::Object(vec![(Cow::Owned(label.clone()), value)]);
    }
    (Cow::Owned(path[0].clone()), value)
}

#[cfg(test)]
mod tests {
    use crate::documents::{Documents, Source};

    fn merged(files: &[(&str, &str)]) -> (Vec<String>, Vec<String>) {
        let sources: Vec<Source> = files
            .iter()
            .map(|(name, text)| Source { name: (*name).to_owned(), text: (*text).to_owned() })
            .collect();
        let documents = Documents::parse(&sources).unwrap();
        let trees = documents.documents.iter().map(|document| document.tree.to_string()).collect();
        let set = documents.overridden.iter().flat_map(|(block, set)| {
            set.iter().map(|(argument, file)| format!("{} {argument} {file}", block.join(".")))
        });
        let mut overridden: Vec<String> = set.collect();
        overridden.sort();
        (trees, overridden)
    }

    #[test]
    fn arguments_are_replaced_and_added() {
        let (trees, overridden) = merged(&[
            ("a.tf.json", r#"{"resource":[{"aws_lb":{"main":[{"name":"a","tags":{"x":"y"}}]}}]}"#),
            (
                "override.tf.json",
                r#"{"resource":{"aws_lb":{"main":{"name":"b","tags":{},"internal":true}}}}"#,
            ),
        ]);
        assert_eq!(trees, [r#"{"resource":[{"aws_lb":{"main":[{"name":"b","tags":{},"internal":true}]}}]}"#]);
        assert_eq!(
            overridden,
            ["internal", "name", "tags"]
                .map(|argument| format!("resource.aws_lb.main {argument} override.tf.json"))
        );
    }

    #[test]
    fn the_last_of_several_files_counts_and_may_override_what_another_declares() {
        let (trees, overridden) = merged(&[
            (
                "a.tf.json",
                r#"{"data":[{},{"aws_vpc":[{"a":[{"id":"1"},{"tags":{}}]}]}],"terraform":[{"x":1}]}"#,
            ),
            ("a_override.tf.json", r#"{"data":{"aws_vpc":{"a":{"id":"2","tags":null},"b":{"id":"3"}}}}"#),
            (
                "b_override.tf.json",
                r#"{"data":{"aws_vpc":{"a":{"id":"4"},"b":[{"id":"5"}]}},"terraform":{"x":2}}"#,
            ),
        ]);
        assert_eq!(
            trees,
            [
                r#"{"data":[{},{"aws_vpc":[{"a":[{"id":"4"},{"tags":null}]}]}],"terraform":[{"x":2}]}"#,
                r#"[{"data":{"aws_vpc":{"b":{"id":"5"}}}}]"#
            ]
        );
        let of = |what: &str, file: &str| format!("{what} {file}_override.tf.json");
        assert_eq!(
            overridden,
            [
                of("data.aws_vpc.a id", "b"),
                of("data.aws_vpc.a tags", "a"),
                of("data.aws_vpc.b id", "b"),
                of("terraform x", "b"),
            ]
        );
    }

    #[test]
    fn what_nothing_declares_stays() {
        let (trees, _) = merged(&[
            ("a.tf.json", r#"{"locals":{"a":1}}"#),
            (
                "x_override.tf.json",
                r#"{"locals":{"a":2},"resource":{"aws_vpc":{"b":{}}},"moved":[{"from":"a"}]}"#,
            ),
        ]);
        assert_eq!(
            trees,
            [r#"{"locals":{"a":2}}"#, r#"[{"resource":{"aws_vpc":{"b":{}}}},{"moved":[{"from":"a"}]}]"#]
        );
    }
}
