//! Override files: their blocks are merged into those that other files declare, argument by argument.
//! <https://developer.hashicorp.com/terraform/language/files/override>

use std::borrow::Cow;

use crate::documents::{Document, Overridden};
use crate::json::{Json, Members};

/// Merges `overrides` into `documents`, in their order. What nothing declares stays in a document of its own.
pub(crate) fn merge<'a>(
    documents: &mut Vec<Document<'a>>,
    overrides: Vec<Document<'a>>,
) -> Vec<Overridden<'a>> {
    let mut overridden = Vec::new();
    for Document { name, tree } in overrides {
        let mut rest: Members<'a> = Vec::new();
        for (keyword, value) in flatten(tree) {
            let labels = match keyword.as_ref() {
                "resource" | "data" => 2,
                "output" | "variable" | "module" | "provider" => 1,
                "locals" | "terraform" => 0,
                _ => {
                    rest.push((keyword, value));
                    continue;
                }
            };
            for (path, body) in bodies(&keyword, value, labels) {
                match find(documents, &path) {
                    Some(target) => {
                        for (argument, value) in flatten(body) {
                            overridden.push(Overridden {
                                block: path.clone(),
                                argument: argument.to_string(),
                                file: name,
                            });
                            set(target, argument, value);
                        }
                    }
                    None => rest.push(declare(&path, body)),
                }
            }
        }
        if !rest.is_empty() {
            let tree = rest.into_iter().map(|member| Json::Object(vec![member])).collect();
            documents.push(Document { name, tree: Json::Array(tree) });
        }
    }
    overridden
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

/// The body that the documents have under that path.
fn find<'d, 'a>(documents: &'d mut [Document<'a>], path: &[String]) -> Option<&'d mut Json<'a>> {
    documents.iter_mut().find_map(|document| descend(&mut document.tree, path))
}

fn descend<'d, 'a>(value: &'d mut Json<'a>, path: &[String]) -> Option<&'d mut Json<'a>> {
    let Some((first, rest)) = path.split_first() else { return Some(value) };
    match value {
        Json::Object(members) => {
            let (_, member) = members.iter_mut().find(|(key, _)| key == first)?;
            descend(member, rest)
        }
        Json::Array(parts) => parts.iter_mut().find_map(|part| descend(part, path)),
        _ => None,
    }
}

/// Sets an argument of a body, whatever it was before.
fn set<'a>(body: &mut Json<'a>, argument: Cow<'a, str>, value: Json<'a>) {
    match body {
        Json::Object(members) => match members.iter_mut().find(|(key, _)| *key == argument) {
            Some((_, old)) => *old = value,
            None => members.push((argument, value)),
        },
        Json::Array(parts) => {
            let holder = parts.iter().position(|part| part.get(&argument).is_some()).unwrap_or(0);
            if let Some(part) = parts.get_mut(holder) {
                set(part, argument, value);
            }
        }
        _ => {}
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
        let overridden = documents
            .overridden
            .iter()
            .map(|o| format!("{} {} {}", o.block.join("."), o.argument, o.file))
            .collect();
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
        assert_eq!(overridden[0], "resource.aws_lb.main name override.tf.json");
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
