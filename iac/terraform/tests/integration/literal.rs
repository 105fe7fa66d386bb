//! Literal text means what it says, to JSON and to Terraform.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use terraform::{Json, Text, text};

use crate::common::{read_value, thing};

/// What Terraform makes of a string without interpolation: of each `$${` and `%%{`, one character less.
pub(crate) fn evaluated(template: &str) -> String {
    for (at, _) in template.match_indices(['$', '%']) {
        let (before, rest) = template.split_at(at);
        let before = before.chars().next_back();
        let alone = !matches!(before, Some('$' | '%')) || before != rest.chars().next();
        assert!(!(alone && rest[1..].starts_with('{')), "Terraform would evaluate {template:?}");
    }
    template.replace("$${", "${").replace("%%{", "%{")
}

const HOSTILE: [&str; 24] = [
    "${aws_vpc.main.id}",
    "%{ if true }",
    "$${x}",
    "$$${x}",
    "%%{x}",
    "%%%%{x}",
    "$%{x}",
    "%${x}",
    "${${x}}",
    "$",
    "$$",
    "%",
    "{",
    "100 % of $5 {",
    "ends in $",
    "a \"quoted\" word",
    "back\\slash \\${x} \\\"",
    "line\nfeed\r\n\ttab",
    "\u{0}\u{1}\u{8}\u{b}\u{c}\u{1f}\u{7f}",
    "é ü 日本 🦀 \u{2028}\u{feff}",
    "</script>",
    "// not a comment",
    "EOT\n${x}\nEOT",
    "~${~ x ~}",
];

#[test]
fn hostile_text_means_itself() {
    for literal in HOSTILE {
        for written in [
            thing(literal),
            thing(literal.to_owned()),
            thing(Text::from(literal)),
            thing(Text::from(literal.to_owned())),
            thing(text![literal]),
        ] {
            let text = written.unwrap();
            assert_eq!(evaluated(read_value(&text).as_str().unwrap()), literal, "{text}");
            assert!(
                !text
                    .chars()
                    .any(|character| character.is_ascii_control() && !matches!(character, '\n' | '\u{7f}'))
            );
        }
    }
}

#[test]
fn hostile_keys_mean_themselves() {
    for literal in HOSTILE {
        let text = thing(BTreeMap::from([(literal, 1)])).unwrap();
        let value = read_value(&text);
        let keys: Vec<String> = value.as_object().unwrap().keys().map(|key| evaluated(key)).collect();
        assert_eq!(keys, [literal], "{text}");
    }
}

#[test]
fn hostile_text_means_itself_in_json_within_json() {
    for literal in HOSTILE {
        let text = thing(Json([Json([literal])])).unwrap();
        let outer: Vec<String> = read_json(&evaluated(read_value(&text).as_str().unwrap()));
        let inner: Vec<String> = read_json(&outer[0]);
        assert_eq!(inner, [literal], "{text}");
    }
}

fn read_json(text: &str) -> Vec<String> {
    match serde_json::from_str::<Value>(text) {
        Ok(Value::Array(parts)) => parts.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        other => panic!("{other:?}: {text}"),
    }
}

#[test]
fn hostile_text_cut_in_two_means_itself() {
    for literal in HOSTILE {
        for (at, _) in literal.char_indices() {
            let (before, after) = literal.split_at(at);
            let text = thing(text![before, "", after]).unwrap();
            assert_eq!(
                evaluated(read_value(&text).as_str().unwrap()),
                literal,
                "{before:?} {after:?}: {text}"
            );
        }
    }
}

#[test]
fn a_comment_is_literal_too() {
    let mut stack = terraform::Stack::new();
    stack.file("test").add("it", crate::common::Thing { value: 1 });
    let documents = stack.documents("made by \"${x}\"\n").unwrap();
    let document: Value = serde_json::from_str(&documents[0].text).unwrap();
    assert_eq!(document["//"], json!("made by \"$${x}\"\n"));
}
