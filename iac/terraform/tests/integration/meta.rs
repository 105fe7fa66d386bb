//! Meta-arguments stand among the arguments, sorted.

use serde::Serialize;
use serde_json::{Value, json};
use terraform::{Handle, Lifecycle, Meta, Stack};

use crate::common::{Source, Thing, Whole, pretty, text};

/// The text of a resource with these meta-arguments, which was added after its source.
fn with<R: Serialize>(resource: R, meta: impl FnOnce(Handle<Source>) -> Meta) -> String {
    let mut stack = Stack::new();
    let source = stack.file("sources").add("main", Source {});
    stack.file("things").add_with("it", Whole(resource), &meta(source));
    stack.documents("test").unwrap().swap_remove(1).text
}

#[derive(Serialize)]
struct Around {
    zone: u8,
    field: u8,
    area: u8,
}
const AROUND: Around = Around { zone: 1, field: 2, area: 3 };

#[test]
fn no_meta_arguments_leave_no_trace() {
    assert_eq!(with(AROUND, |_| Meta::default()), pretty(&json!({"area": 3, "field": 2, "zone": 1})));
    assert_eq!(with(AROUND, |_| Meta::depends_on([])), pretty(&json!({"area": 3, "field": 2, "zone": 1})));
}

#[test]
fn they_are_sorted_among_the_arguments() {
    let text = with(AROUND, |source| {
        Meta::depends_on([source.dependency()]).and(Lifecycle {
            create_before_destroy: Some(true),
            ignore_changes: Some(vec!["zone", "area"]),
            prevent_destroy: Some(false),
        })
    });
    let lifecycle =
        json!({"create_before_destroy": true, "ignore_changes": ["zone", "area"], "prevent_destroy": false});
    let depends_on = json!(["test_source.main"]);
    let expected =
        json!({"area": 3, "depends_on": depends_on, "field": 2, "lifecycle": lifecycle, "zone": 1});
    assert_eq!(text, pretty(&expected));
}

#[test]
fn every_shape_of_resource_has_them() {
    #[derive(Serialize)]
    struct Unit;
    #[derive(Serialize)]
    enum Variant {
        Newtype(u8),
        Struct { zone: u8, area: u8 },
    }
    #[derive(Serialize)]
    #[serde(tag = "type")]
    enum Tagged {
        Inner(Around),
    }
    #[derive(Serialize)]
    struct Flat {
        zone: u8,
        #[serde(flatten)]
        inner: Inner,
    }
    #[derive(Serialize)]
    struct Inner {
        area: u8,
    }
    #[track_caller]
    fn check(resource: impl Serialize, mut arguments: Value) {
        arguments["depends_on"] = json!(["test_source.main"]);
        arguments["lifecycle"] = json!({"prevent_destroy": true});
        let meta = |source: Handle<Source>| Meta {
            depends_on: vec![source.dependency()],
            ..Meta::prevent_destroy()
        };
        assert_eq!(with(resource, meta), pretty(&arguments));
    }
    check(Unit, json!({}));
    check(Variant::Newtype(1), json!({"Newtype": 1}));
    check(Variant::Struct { zone: 1, area: 2 }, json!({"Struct": {"area": 2, "zone": 1}}));
    check(Tagged::Inner(AROUND), json!({"type": "Inner", "area": 3, "field": 2, "zone": 1}));
    check(Flat { zone: 1, inner: Inner { area: 2 } }, json!({"area": 2, "zone": 1}));
    check(Some(AROUND), json!({"area": 3, "field": 2, "zone": 1}));
}

#[test]
fn nested_blocks_have_none() {
    let text = with(Thing { value: [AROUND] }, |_| Meta::create_before_destroy());
    let expected =
        json!({"lifecycle": {"create_before_destroy": true}, "value": [{"area": 3, "field": 2, "zone": 1}]});
    assert_eq!(text, pretty(&expected));
}

#[test]
fn one_life_cycle_adds_to_another() {
    let text = with(AROUND, |_| {
        Meta::ignore_changes(["area"])
            .and(Lifecycle { prevent_destroy: Some(true), ..Lifecycle::default() })
            .and(Lifecycle { prevent_destroy: Some(false), ..Lifecycle::default() })
    });
    let lifecycle = json!({"ignore_changes": ["area"], "prevent_destroy": false});
    assert_eq!(text, pretty(&json!({"area": 3, "field": 2, "lifecycle": lifecycle, "zone": 1})));
}

#[test]
fn what_is_waited_for_is_in_the_same_stack() {
    let foreign = Stack::new().file("test").add("main", Source {});
    let errors = text(|file| {
        file.add_with("it", Whole(AROUND), &Meta::depends_on([foreign.dependency()]));
    });
    let errors: Vec<String> = errors.unwrap_err().iter().map(ToString::to_string).collect();
    assert_eq!(errors, ["`test_thing.it`: refers to something in another stack"]);
}

#[test]
fn an_argument_is_no_meta_argument() {
    let errors = text(|file| {
        let source = file.add("main", Source {});
        let resource = Whole(std::collections::BTreeMap::from([("depends_on", 1)]));
        file.add_with("it", resource, &Meta::depends_on([source.dependency()]));
    });
    let errors: Vec<String> = errors.unwrap_err().iter().map(ToString::to_string).collect();
    assert_eq!(errors, ["`test_thing.it`: has `depends_on` twice"]);
}
