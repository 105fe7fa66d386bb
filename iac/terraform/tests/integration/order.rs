//! Whatever is added, what comes out is sorted, indented, valid JSON that says the same: compared with a second, plain
//! implementation, on values made at random.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use serde_json::Value;
use terraform::Json;

use crate::common::{Whole, read_value, thing, whole};
use crate::literal::evaluated;

/// A value of any shape, whose keys are in any order.
#[derive(Clone)]
enum Tree {
    Nothing,
    Bool(bool),
    Integer(i64),
    Float(f64),
    Text(String),
    List(Vec<Tree>),
    Object(Vec<(String, Tree)>),
}

impl Serialize for Tree {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Nothing => serializer.serialize_none(),
            Self::Bool(value) => value.serialize(serializer),
            Self::Integer(value) => value.serialize(serializer),
            Self::Float(value) => value.serialize(serializer),
            Self::Text(value) => value.serialize(serializer),
            Self::List(elements) => elements.serialize(serializer),
            Self::Object(fields) => {
                let mut map = serializer.serialize_map(None)?;
                for (key, value) in fields {
                    map.serialize_entry(key, value)?;
                }
                map.end()
            }
        }
    }
}

/// Numbers that look random and are the same in every run (splitmix64).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % 1_000_003).unwrap_or_default() % sides
    }

    fn word(&mut self) -> String {
        const LETTERS: [&str; 16] =
            ["a", "b", "z", "A", "_", "-", "!", " ", "$", "{", "${", "%{", "\"", "\\", "\n", "é"];
        (0..self.roll(5)).map(|_| LETTERS[self.roll(LETTERS.len())]).collect()
    }

    fn object(&mut self, depth: usize) -> Tree {
        let mut fields: Vec<(String, Tree)> = Vec::new();
        for _ in 0..self.roll(6) {
            let key = self.word();
            if fields.iter().all(|(other, _)| *other != key) {
                fields.push((key, self.tree(depth)));
            }
        }
        Tree::Object(fields)
    }

    fn tree(&mut self, depth: usize) -> Tree {
        match self.roll(if depth == 0 { 5 } else { 9 }) {
            0 => Tree::Nothing,
            1 => Tree::Bool(self.roll(2) == 0),
            2 => Tree::Integer(i64::try_from(self.roll(2000)).unwrap_or_default() - 1000),
            3 => Tree::Float([0.5, -0.125, 1e21, 1e-7, 3.0][self.roll(5)]),
            4 => Tree::Text(self.word()),
            5 | 6 => Tree::List((0..self.roll(5)).map(|_| self.tree(depth - 1)).collect()),
            _ => self.object(depth - 1),
        }
    }
}

/// A string that means `literal` to Terraform.
fn quoted(literal: &str) -> String {
    Value::from(literal.replace("${", "$${").replace("%{", "%%{")).to_string()
}

/// What must come out: plainly, without regard to speed.
fn model(tree: &Tree, indentation: &str) -> Option<String> {
    let deeper = format!("{indentation}  ");
    let container = |open: char, entries: Vec<String>, close: char| {
        if entries.is_empty() {
            return format!("{open}{close}");
        }
        let entries: Vec<String> = entries.iter().map(|entry| format!("\n{deeper}{entry}")).collect();
        format!("{open}{}\n{indentation}{close}", entries.join(","))
    };
    Some(match tree {
        Tree::Nothing => return None,
        Tree::Bool(value) => value.to_string(),
        Tree::Integer(value) => value.to_string(),
        Tree::Float(value) => value.to_string(),
        Tree::Text(text) => quoted(text),
        Tree::List(elements) => {
            container('[', elements.iter().filter_map(|element| model(element, &deeper)).collect(), ']')
        }
        Tree::Object(fields) => {
            let mut fields: Vec<(String, &Tree)> =
                fields.iter().map(|(key, field)| (quoted(key), field)).collect();
            fields.sort_by_key(|(key, _)| key[..key.len() - 1].to_owned());
            let entry = |(key, field): &(String, &Tree)| Some(format!("{key}: {}", model(field, &deeper)?));
            container('{', fields.iter().filter_map(entry).collect(), '}')
        }
    })
}

/// What a reader must find, after Terraform's evaluation.
fn meaning(tree: &Tree) -> Option<Value> {
    Some(match tree {
        Tree::Nothing => return None,
        Tree::Bool(value) => Value::from(*value),
        Tree::Integer(value) => Value::from(*value),
        Tree::Float(value) => Value::from(*value),
        Tree::Text(text) => Value::from(text.clone()),
        Tree::List(elements) => elements.iter().filter_map(meaning).collect(),
        Tree::Object(fields) => {
            fields.iter().filter_map(|(key, field)| Some((key.clone(), meaning(field)?))).collect()
        }
    })
}

/// The same with every string evaluated and every number a float, so that 3 is 3.0.
fn evaluate(value: Value) -> Value {
    match value {
        Value::String(text) => evaluated(&text).into(),
        Value::Array(elements) => elements.into_iter().map(evaluate).collect(),
        Value::Object(fields) => {
            fields.into_iter().map(|(key, field)| (evaluated(&key), evaluate(field))).collect()
        }
        Value::Number(number) => number.as_f64().into(),
        other => other,
    }
}

fn floats(value: Value) -> Value {
    match value {
        Value::Array(elements) => elements.into_iter().map(floats).collect(),
        Value::Object(fields) => fields.into_iter().map(|(key, field)| (key, floats(field))).collect(),
        Value::Number(number) => number.as_f64().into(),
        other => other,
    }
}

#[test]
fn every_level_is_sorted_and_indented() {
    let mut dice = Dice(1);
    for _ in 0..3000 {
        let tree = dice.object(5);
        let body = model(&tree, "      ").unwrap();
        let expected = format!(
            "{{\n  \"//\": \"test\",\n  \"resource\": {{\n    \"test_thing\": {{\n      \"it\": {body}\n    }}\n  }}\n}}\n"
        );
        assert_eq!(whole(tree), Ok(expected));
    }
}

#[test]
fn a_reader_finds_what_was_added() {
    let mut dice = Dice(2);
    for _ in 0..3000 {
        let tree = dice.object(4);
        let read = read_value(&thing(tree.clone()).unwrap());
        assert_eq!(evaluate(read), meaning(&tree).map_or(Value::Null, floats));
    }
}

#[test]
fn a_reader_of_json_in_a_string_finds_what_was_added() {
    let mut dice = Dice(3);
    for _ in 0..3000 {
        let tree = dice.object(4);
        let read = read_value(&thing(Json(tree.clone())).unwrap());
        let inner = serde_json::from_str(&evaluated(read.as_str().unwrap())).unwrap();
        assert_eq!(floats(inner), meaning(&tree).map_or(Value::Null, floats));
    }
}

#[test]
fn the_deepest_level_is_indented_like_the_first() {
    let deepest = (0..100).fold(Tree::Integer(1), |inner, level| {
        if level % 3 == 0 { Tree::List(vec![inner]) } else { Tree::Object(vec![("key".to_owned(), inner)]) }
    });
    let deepest = Tree::Object(vec![("z".to_owned(), deepest), ("a".to_owned(), Tree::Bool(true))]);
    let body = model(&deepest, "      ").unwrap();
    assert!(whole(deepest).unwrap().contains(&body));
}

#[test]
fn two_runs_give_the_same_bytes() {
    let run = || {
        let mut dice = Dice(4);
        let mut stack = terraform::Stack::new();
        for number in 0..300 {
            let name = format!("n{number}");
            let file = ["one", "two", "three"][dice.roll(3)];
            stack.file(file).add(name, Whole(dice.object(4)));
        }
        stack.documents("test").unwrap()
    };
    assert!(run() == run());
}
