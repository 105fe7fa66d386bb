//! Documents made to break the program: none does.

use configuration::Json;
use schema::{Mode, PROVIDERS, conform};
use serde_json::json;

use crate::said::{conform_exactly, conform_resource};

#[test]
fn any_value_in_any_place_is_answered() {
    let values = [
        json!(null),
        json!(true),
        json!(-1.5e300),
        json!(""),
        json!("${"),
        json!("%{"),
        json!("$"),
        json!([]),
        json!([null, [[]], {}, "x"]),
        json!({}),
        json!({"": {"": {"": ""}}, "//": 1, "${": 2, "dynamic": [3]}),
    ];
    let keys =
        ["resource", "data", "provider", "output", "locals", "terraform", "moved", "module", "//", "x", ""];
    for provider in PROVIDERS {
        for value in &values {
            conform_exactly(provider, value);
            for key in keys {
                conform_exactly(provider, &json!({ key: value }));
                conform_exactly(provider, &json!({ key: { "aws": value, "aws_lb": value } }));
                conform_exactly(provider, &json!({ key: { "aws_lb": { "n": value } } }));
            }
            for mode in [Mode::Resource, Mode::Data] {
                for (ty, block) in provider.types(mode) {
                    let _ = conform_resource(provider, mode, ty, value);
                    let meta = ["lifecycle", "dynamic", "depends_on", "count", "timeouts"];
                    for name in block.settable().chain(meta) {
                        let _ = conform_resource(provider, mode, ty, &json!({ name: value }));
                        let _ = conform_resource(provider, mode, ty, &json!({ "dynamic": { name: value } }));
                        let _ = conform_resource(
                            provider,
                            mode,
                            ty,
                            &json!({ "lifecycle": { "ignore_changes": value } }),
                        );
                    }
                }
            }
        }
    }
}

#[test]
fn depth_is_the_schemas_and_not_the_documents() {
    for places in
        [&["resource"][..], &["locals"], &["resource", "aws_lb", "n", "tags"], &["output", "x", "value"]]
    {
        let mut document = Json::Null;
        for _ in 0..100_000 {
            document = Json::Array(vec![document]);
        }
        for place in places.iter().rev() {
            document = Json::Object(vec![((*place).into(), document)]);
        }
        conform(PROVIDERS[0], [("f", &document)]);
        // Dropping such a value is what recurses.
        std::mem::forget(document);
    }
}

#[test]
fn long_names_are_no_reason_to_compare_long() {
    let name = "a".repeat(1_000_000);
    let problems = conform_resource(PROVIDERS[0], Mode::Resource, "aws_vpc", &json!({ name: 1 }));
    assert_eq!(problems.len(), 1);
}
