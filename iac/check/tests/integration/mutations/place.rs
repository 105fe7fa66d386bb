//! Places in rendered files: `aws_lb.main/subnets/1`, also in JSON within text, where a statement is
//! named by its `Sid`, and a variable by its name.

use serde_json::Value;

use super::root::Trees;

/// What is done at a place.
#[derive(Clone, Debug)]
pub(crate) enum Do {
    /// The value is this.
    Set(Value),
    /// It goes.
    Remove,
    /// It stands there once more, under this name.
    Copy(String),
}

/// Does it at a place.
pub(crate) fn change(trees: &mut Trees, at: &str, what: &Do) {
    let (address, pointer) = at.split_once('/').map_or((at, None), |(address, rest)| (address, Some(rest)));
    let way = way(address);
    match (what, pointer) {
        (Do::Copy(name), None) => {
            let holder = holder(trees, &way).unwrap_or_else(|| panic!("{at} is not there"));
            let copied = holder[way[way.len() - 1]].clone();
            assert!(holder.insert(name.clone(), copied).is_none(), "{at}: {name} is there already");
        }
        (Do::Copy(_), Some(_)) => panic!("{at}: only resources are copied"),
        (Do::Remove, None) => remove(trees, &way),
        (Do::Set(value), None) => set(trees, &way, value.clone()),
        (what, Some(pointer)) => {
            let first = pointer.split('/').next().unwrap_or_default();
            let has = |tree: &Value| {
                let block = way.iter().try_fold(tree, |value, key| value.get(key));
                block.is_some_and(|block| way.len() > 1 || block.get(first).is_some())
            };
            let tree = trees.values_mut().find(|tree| has(tree));
            let block =
                tree.and_then(|tree| descend(tree, &way)).unwrap_or_else(|| panic!("{at} is not there"));
            let steps: Vec<String> =
                pointer.split('/').map(|step| step.replace("~1", "/").replace("~0", "~")).collect();
            within(block, &steps, what, at);
        }
    }
}

/// The keys that lead to a block.
fn way(address: &str) -> Vec<&str> {
    match address.split('.').next() {
        Some("data") => address.splitn(3, '.').collect(),
        Some("provider" | "terraform" | "output") => address.splitn(2, '.').collect(),
        _ => ["resource"].into_iter().chain(address.splitn(2, '.')).collect(),
    }
}

fn descend<'t>(tree: &'t mut Value, way: &[&str]) -> Option<&'t mut Value> {
    way.iter().try_fold(tree, |value, key| value.get_mut(key))
}

type Members = serde_json::Map<String, Value>;

/// The object that has the last key of the way.
fn holder<'t>(trees: &'t mut Trees, way: &[&str]) -> Option<&'t mut Members> {
    let (last, before) = way.split_last()?;
    let found = trees.values_mut().filter_map(|tree| descend(tree, before)?.as_object_mut());
    found.into_iter().find(|members| members.contains_key(*last))
}

/// A resource goes, and with the last of its type the type.
fn remove(trees: &mut Trees, way: &[&str]) {
    for tree in trees.values_mut() {
        if descend(tree, way).is_none() {
            continue;
        }
        for length in (1..=way.len()).rev() {
            let (last, before) = way[..length].split_last().unwrap();
            let members = descend(tree, before).and_then(Value::as_object_mut).unwrap();
            let whole = length == way.len();
            if whole || members[*last].as_object().is_some_and(Members::is_empty) {
                members.remove(*last);
            }
        }
        return;
    }
    panic!("{way:?} is not there");
}

/// A resource is this, or there is one more.
fn set(trees: &mut Trees, way: &[&str], value: Value) {
    if let Some(members) = holder(trees, way) {
        members.insert(way[way.len() - 1].to_owned(), value);
        return;
    }
    let mut here =
        trees.entry("mutation.tf.json".to_owned()).or_insert_with(|| Value::Object(Members::new()));
    for key in way {
        let members = here.as_object_mut().unwrap();
        here = members.entry(*key).or_insert_with(|| Value::Object(Members::new()));
    }
    *here = value;
}

fn within(value: &mut Value, steps: &[String], what: &Do, at: &str) {
    let (step, rest) = steps.split_first().unwrap();
    match value {
        Value::String(text) => {
            let mut document: Value =
                serde_json::from_str(text).unwrap_or_else(|error| panic!("{at}: {error}"));
            within(&mut document, steps, what, at);
            *text = document.to_string();
        }
        Value::Array(elements) if step == "-" => match what {
            Do::Set(new) if rest.is_empty() => elements.push(new.clone()),
            _ => panic!("{at}: only a value is appended"),
        },
        Value::Array(elements) => {
            let is_called = |one: &Value| one["Sid"] == **step || one["name"] == **step;
            let index = step.parse().ok().or_else(|| elements.iter().position(is_called));
            let index: usize = index.unwrap_or_else(|| panic!("{at}: there is no {step}"));
            match what {
                _ if !rest.is_empty() => within(&mut elements[index], rest, what, at),
                Do::Set(new) => elements[index] = new.clone(),
                _ => _ = elements.remove(index),
            }
        }
        Value::Object(members) => match what {
            _ if !rest.is_empty() => {
                let member = members.get_mut(step).unwrap_or_else(|| panic!("{at}: there is no {step}"));
                within(member, rest, what, at);
            }
            Do::Set(new) => _ = members.insert(step.clone(), new.clone()),
            _ => assert!(members.remove(step).is_some(), "{at}: there is no {step}"),
        },
        _ => panic!("{at}: {step} is in nothing"),
    }
}
