//! Arguments that are merged last.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Map, Value, json};
use terraform::{Error, Meta, Stack};

use crate::common::{Source, Thing, Whole, pretty};

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(fields) => fields,
        other => panic!("{other} is not an object"),
    }
}

/// The text of a thing with these arguments, after these changes.
fn overridden(arguments: impl Serialize, changes: impl IntoIterator<Item = Value>) -> String {
    let mut stack = Stack::new();
    stack.file("test").add("it", Whole(arguments));
    for change in changes {
        stack.override_arguments("test_thing.it", &object(change)).unwrap();
    }
    stack.documents("test").unwrap().swap_remove(0).text
}

#[track_caller]
fn becomes(arguments: Value, change: Value, expected: Value) {
    assert_eq!(overridden(arguments, [change]), pretty(&expected));
}

#[test]
fn objects_are_merged_and_all_else_is_replaced() {
    becomes(json!({"b": 1}), json!({"a": 2, "c": 3}), json!({"a": 2, "b": 1, "c": 3}));
    becomes(json!({"b": 1}), json!({"b": "two"}), json!({"b": "two"}));
    becomes(json!({"b": 1}), json!({}), json!({"b": 1}));
    becomes(json!({"b": [1, 2, 3]}), json!({"b": [4]}), json!({"b": [4]}));
    becomes(json!({"b": [{"x": 1}]}), json!({"b": [{"y": 2}]}), json!({"b": [{"y": 2}]}));
    becomes(
        json!({"b": {"x": {"y": {"z": 1}}}}),
        json!({"b": {"x": {"y": {"a": 2}}}}),
        json!({"b": {"x": {"y": {"a": 2, "z": 1}}}}),
    );
    becomes(json!({"b": {"x": 1}}), json!({"b": 2}), json!({"b": 2}));
    becomes(json!({"b": 2}), json!({"b": {"x": 1}}), json!({"b": {"x": 1}}));
    becomes(json!({"b": [1]}), json!({"b": {}}), json!({"b": {}}));
}

#[test]
fn null_takes_away() {
    becomes(json!({"a": 1, "b": 2}), json!({"a": null}), json!({"b": 2}));
    becomes(json!({"a": 1}), json!({"a": null, "never": null}), json!({}));
    becomes(json!({"a": {"x": 1, "y": 2}}), json!({"a": {"x": null}}), json!({"a": {"y": 2}}));
    becomes(json!({"a": {"x": 1}}), json!({"a": {"x": null}}), json!({"a": {}}));
    becomes(json!({}), json!({"a": {"x": null, "y": {"z": null}}}), json!({"a": {"y": {}}}));
    becomes(json!({"a": 1}), json!({"a": {"x": null}}), json!({"a": {}}));
}

#[test]
fn the_last_change_counts() {
    let text =
        overridden(json!({"a": 1}), [json!({"a": 2, "b": {"x": 1}}), json!({"a": null, "b": {"y": 2}})]);
    assert_eq!(text, pretty(&json!({"b": {"x": 1, "y": 2}})));
}

#[test]
fn text_is_terraforms_own() {
    let change = json!({"a": "${var.x} $${literal} \"é\"\n", "${key}": "%{ if true }x%{ endif }"});
    becomes(
        json!({"b": "${literal}"}),
        change.clone(),
        json!({"a": change["a"], "b": "$${literal}", "${key}": change["${key}"]}),
    );
}

#[test]
fn meta_arguments_are_arguments_here() {
    let mut stack = Stack::new();
    let source = stack.file("a").add("main", Source {});
    stack.file("b").add_with("it", Thing { value: 1 }, &Meta::depends_on([source.dependency()]));
    let change = json!({"depends_on": null, "lifecycle": {"prevent_destroy": true}});
    stack.override_arguments("test_thing.it", &object(change)).unwrap();
    let expected = pretty(&json!({"lifecycle": {"prevent_destroy": true}, "value": 1}));
    assert_eq!(stack.documents("test").unwrap()[1].text, expected);
}

#[test]
fn what_was_changed_looks_like_what_was_written_so() {
    let keys = [
        "",
        "!",
        "a",
        "a!",
        "a b",
        "a\"b",
        "a\\b",
        "a\u{1}b",
        "a\u{8}\u{c}\n",
        "é",
        "A",
        "${x}",
        "_",
        "-",
        "0",
    ];
    let nested = |depth| (0..depth).fold(json!([1, [], {}, "x"]), |inner, _| json!({"b": [inner], "a": {}}));
    let values = [
        json!(null),
        json!(0.5),
        json!(1e21),
        json!(1e-7),
        json!(-3),
        json!(u64::MAX),
        json!("\u{8}\u{c}\u{7f}é\"\\"),
        nested(40),
    ];
    for value in values {
        let all: BTreeMap<&str, &Value> = keys.iter().map(|key| (*key, &value)).collect();
        let written = overridden(&all, []);
        assert_eq!(overridden(&all, [json!({})]), written, "a change that changes nothing");
        let nothing: BTreeMap<&str, u8> = BTreeMap::new();
        if !value.is_null() {
            let change =
                all.iter().map(|(key, value)| (key.replace("${", "$${"), (*value).clone())).collect();
            assert_eq!(
                overridden(nothing, [Value::Object(change)]),
                written,
                "a change that adds everything"
            );
        }
    }
}

#[test]
fn data_sources_have_arguments_too() {
    #[derive(Serialize)]
    struct LookUp {
        name: &'static str,
    }
    impl terraform::DataSource for LookUp {
        const TYPE: &'static str = "test_found";
        type Of = Source;
    }
    let mut stack = Stack::new();
    stack.file("test").look_up("main", &LookUp { name: "a" });
    stack.override_arguments("data.test_found.main", &object(json!({"name": "b"}))).unwrap();
    let expected = json!({"//": "test", "data": {"test_found": {"main": {"name": "b"}}}});
    assert_eq!(stack.documents("test").unwrap()[0].text, format!("{expected:#}\n"));
    assert_eq!(stack.arguments("data.test_found.main"), Some(json!({"name": "b"})));
}

#[test]
fn an_address_that_is_not_there_is_refused() {
    let mut stack = Stack::new();
    let mut file = stack.file("test");
    file.add("it", Thing { value: 1 });
    file.provider("test", &Thing { value: 1 });
    file.terraform(&Thing { value: 1 });
    let before = stack.documents("test").unwrap();
    for address in [
        "test_thing.other",
        "test_thing",
        "it",
        "",
        "data.test_thing.it",
        "test_thing.it.value",
        "provider.test",
        "terraform",
        " test_thing.it",
    ] {
        let refused = stack.override_arguments(address, &object(json!({"value": 2})));
        assert_eq!(refused, Err(Error::Unknown { address: address.to_owned() }));
        assert_eq!(stack.arguments(address), None);
    }
    assert_eq!(stack.documents("test").unwrap(), before);
}
