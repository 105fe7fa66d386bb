//! Composed text, and JSON in a string.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Value, json};
use terraform::{Arn, Attribute, Handle, Id, Json, Output, Ref, Text, text};

use crate::common::{Source, Thing, read_value, text as file_text};

/// The value of a thing that is made from a source.
fn made<V: Serialize>(make: impl FnOnce(Handle<Source>) -> V) -> Value {
    let text = file_text(|file| {
        let source = file.add("main", Source {});
        file.add("it", Thing { value: make(source) });
    });
    read_value(&text.unwrap())
}

#[test]
fn references_are_spelled_as_terraform_does() {
    assert_eq!(made(Handle::id), json!("${test_source.main.id}"));
    assert_eq!(made(Handle::arn), json!("${test_source.main.arn}"));
    let zone: Attribute<Source, Id> = Attribute::new("zone_id");
    assert_eq!(made(|source| source.get(&zone)), json!("${test_source.main.zone_id}"));
    assert_eq!(
        made(|source| source.get(&Source::IN_SET)),
        json!("${tolist(test_source.main.options)[0].name}")
    );
    assert_eq!(
        made(|source| [source.id(), source.id()]),
        json!(["${test_source.main.id}", "${test_source.main.id}"])
    );
    assert_eq!(made(|source| Some(source.id())), json!("${test_source.main.id}"));
}

#[test]
fn what_is_looked_up_is_referred_to_as_data() {
    struct Found {}
    #[derive(Serialize)]
    struct LookUp {}
    impl terraform::DataSource for LookUp {
        const TYPE: &'static str = "test_found";
        type Of = Found;
    }
    let text = file_text(|file| {
        let found: Handle<Found> = file.look_up("main", &LookUp {});
        file.add("it", Thing { value: (found.id(), found.id().nonsensitive()) });
    });
    let expected = json!(["${data.test_found.main.id}", "${nonsensitive(data.test_found.main.id)}"]);
    assert_eq!(read_value(&text.unwrap()), expected);
}

#[test]
fn text_is_composed_of_parts() {
    assert_eq!(made(|_| text!["only text"]), json!("only text"));
    assert_eq!(made(|source| text![source.id()]), json!("${test_source.main.id}"));
    assert_eq!(made(|source| Text::from(source.arn())), json!("${test_source.main.arn}"));
    let owned = String::from("owned");
    assert_eq!(
        made(|source| text!["service/", source.id(), "/", &owned, ":", 3000, owned.clone(),]),
        json!("service/${test_source.main.id}/owned:3000owned")
    );
    assert_eq!(made(|_| Text::Composed(vec![])), json!(""));
    assert_eq!(
        made(|source| text![source.id(), "{", source.id(), "}"]),
        json!("${test_source.main.id}{${test_source.main.id}}")
    );
    assert_eq!(made(|source| text!["100%", source.id()]), json!("100%${test_source.main.id}"));
    assert_eq!(made(|source| text!["${literal}", source.id()]), json!("$${literal}${test_source.main.id}"));
}

#[test]
fn parts_do_not_make_a_template_together() {
    assert_eq!(made(|_| text!["$", "{test_source.main.id}"]), json!("$${test_source.main.id}"));
    assert_eq!(made(|_| text!["%", "", "{ if true }"]), json!("%%{ if true }"));
    assert_eq!(made(|_| text!["$$", "{x}"]), json!("$$${x}"));
    assert_eq!(made(|_| text!["$", "%{x}"]), json!("$%%{x}"));
    assert_eq!(made(|_| text!["$", "x"]), json!("$x"));
    assert_eq!(made(|_| json!(["$", "{"])), json!(["$", "{"]), "two strings are not one");
}

#[test]
fn a_dollar_before_a_reference_cannot_be_spelled() {
    for before in ["$", "costs $", "$$"] {
        let errors = file_text(|file| {
            let source = file.add("main", Source {});
            file.add("it", Thing { value: text![before, "", source.id()] });
        });
        let errors: Vec<String> = errors.unwrap_err().iter().map(ToString::to_string).collect();
        assert_eq!(
            errors,
            ["`test_thing.it`: has a `$` right before a reference, which Terraform cannot spell"]
        );
    }
}

#[test]
fn secrets_that_are_none_are_said_to_be_none() {
    assert_eq!(made(|source| source.id().nonsensitive()), json!("${nonsensitive(test_source.main.id)}"));
    assert_eq!(
        made(|source| source.get(&Source::IN_SET).nonsensitive()),
        json!("${nonsensitive(tolist(test_source.main.options)[0].name)}")
    );
}

#[derive(Serialize)]
struct Policy {
    version: u8,
    resource: Vec<Ref<Source, Arn>>,
    nothing: Option<u8>,
    condition: BTreeMap<&'static str, Text>,
}

fn policy(source: Handle<Source>) -> Policy {
    let condition =
        BTreeMap::from([("with", text![source.arn(), "/*"]), ("literal", "${x} \"quoted\"".into())]);
    Policy { version: 1, resource: vec![source.arn()], nothing: None, condition }
}

#[test]
fn json_in_a_string_is_compact_and_keeps_its_order_and_references() {
    assert_eq!(
        made(|source| Json(policy(source))),
        json!(concat!(
            r#"{"version":1,"resource":["${test_source.main.arn}"],"#,
            r#""condition":{"literal":"$${x} \"quoted\"","with":"${test_source.main.arn}/*"}}"#
        ))
    );
    for (written, expected) in [
        (made(|_| Json(())), ""),
        (made(|_| Json([(); 0])), "[]"),
        (made(|_| Json(BTreeMap::<String, u8>::new())), "{}"),
        (made(|_| Json("text")), r#""text""#),
        (made(|_| Json(Some(1.5))), "1.5"),
    ] {
        assert_eq!(written, json!(expected));
    }
}

#[test]
fn json_within_json_is_a_string_within_a_string() {
    let outer = made(|source| Json(BTreeMap::from([("inner", Json(policy(source)))])));
    let outer: Value = serde_json::from_str(outer.as_str().unwrap()).unwrap();
    let inner: Value = serde_json::from_str(outer["inner"].as_str().unwrap()).unwrap();
    assert_eq!(inner["condition"]["with"], json!("${test_source.main.arn}/*"));
    assert_eq!(inner["condition"]["literal"], json!("$${x} \"quoted\""));
    assert_eq!(inner["resource"], json!(["${test_source.main.arn}"]));
}

#[test]
fn a_reference_may_be_a_key() {
    assert_eq!(made(|source| Keyed(source.id())), json!({"${test_source.main.id}": 1}));
    assert_eq!(made(|source| Json(Keyed(source.id()))), json!(r#"{"${test_source.main.id}":1}"#));
    assert_eq!(made(|source| Keyed(text!["a", source.id()])), json!({"a${test_source.main.id}": 1}));
    assert_eq!(made(|source| Keyed(Json([source.id()]))), json!({r#"["${test_source.main.id}"]"#: 1}));
}

/// A map with one key, which need not be sortable.
struct Keyed<K>(K);
impl<K: Serialize> Serialize for Keyed<K> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map([(&self.0, 1)])
    }
}

#[test]
fn an_output_has_a_description_and_a_value() {
    let text = file_text(|file| {
        let source = file.add("main", Source {});
        file.output("arns", &Output { description: "Where it is", value: [source.arn()] });
    });
    let document: Value = serde_json::from_str(&text.unwrap()).unwrap();
    let expected = json!({"arns": {"description": "Where it is", "value": ["${test_source.main.arn}"]}});
    assert_eq!(document["output"], expected);
}
