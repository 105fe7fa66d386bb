//! Every shape that serde knows: what it becomes, or that it is refused.

use std::collections::{BTreeMap, HashMap};
use std::marker::PhantomData;

use serde::{Serialize, Serializer};
use serde_json::{Value, json};

use crate::common::{Thing, pretty, read_value, refusal, thing, whole};

#[derive(Serialize)]
struct Empty {}
#[derive(Serialize)]
struct Unit;
#[derive(Serialize)]
struct Newtype(u8);
#[derive(Serialize)]
struct Tuple(u8, &'static str);
#[derive(Serialize)]
struct Fields {
    zone: &'static str,
    none: Option<u8>,
    area: u8,
}
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
enum Variant {
    NoData,
    Newtype(u8),
    Tuple(u8, u8),
    Struct { zone: u8, area: u8 },
}
#[derive(Serialize)]
#[serde(tag = "type")]
enum Tagged {
    Unit,
    Newtype(Fields),
    Struct { zone: u8, area: u8 },
}
#[derive(Serialize)]
#[serde(tag = "name", content = "contents")]
enum Adjacent {
    Unit,
    Newtype(u8),
    Struct { zone: u8, area: u8 },
}
#[derive(Serialize)]
#[serde(untagged)]
enum Untagged {
    Text(&'static str),
    Fields(Fields),
}
#[derive(Serialize)]
struct Flat<T> {
    middle: u8,
    #[serde(flatten)]
    inner: T,
}

const FIELDS: Fields = Fields { zone: "a", none: None, area: 1 };

#[track_caller]
fn becomes(value: impl Serialize, expected: Value) {
    assert_eq!(thing(value), Ok(pretty(&json!({ "value": expected }))));
}

#[track_caller]
fn is_left_out(value: impl Serialize) {
    assert_eq!(thing(value), Ok(pretty(&json!({}))));
}

#[test]
fn scalars() {
    becomes(true, json!(true));
    becomes(false, json!(false));
    becomes((i8::MIN, i16::MIN, i32::MIN, i64::MIN), json!([i8::MIN, i16::MIN, i32::MIN, i64::MIN]));
    becomes((u8::MAX, u16::MAX, u32::MAX, u64::MAX), json!([u8::MAX, u16::MAX, u32::MAX, u64::MAX]));
    becomes('é', json!("é"));
    becomes('"', json!("\""));
    becomes("", json!(""));
    becomes(String::from("text"), json!("text"));
}

#[test]
fn floats_are_as_short_as_they_can_be() {
    becomes((0.5_f64, 0.1_f32, -0.25_f64), json!([0.5, 0.1, -0.25]));
    becomes((80.0_f64, 80.0_f32), json!([80, 80]));
    for float in [1e300, f64::MIN_POSITIVE, 1e21, 1e-7, -0.0] {
        let written = thing(float).unwrap();
        assert_eq!(read_value(&written).as_f64(), Some(float), "{written}");
    }
}

#[test]
fn what_json_cannot_say_is_refused() {
    for float in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        assert_eq!(refusal(float), format!("`{float}` is not a number that JSON has"));
    }
    assert_eq!(refusal(f32::NAN), "`NaN` is not a number that JSON has");
    assert_eq!(refusal(Bytes), "JSON has no bytes");
    assert_eq!(refusal(Variant::Tuple(1, 2)), "`tuple` has unnamed fields, which Terraform cannot name");
    assert_eq!(refusal(1_i128), "i128 is not supported");
}

struct Bytes;
impl Serialize for Bytes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(b"bytes")
    }
}

#[test]
fn what_has_no_value_is_left_out() {
    is_left_out(None::<u8>);
    is_left_out(Some(None::<u8>));
    is_left_out(());
    becomes(Some(Some(1)), json!(1));
    becomes([None, Some(1), None, Some(2), None], json!([1, 2]));
    becomes([None::<u8>; 3], json!([]));
    becomes(BTreeMap::from([("b", None), ("a", Some(1)), ("c", None)]), json!({"a": 1}));
    becomes(BTreeMap::from([("a", None::<u8>)]), json!({}));
}

#[test]
fn what_is_empty_stays_on_one_line() {
    becomes(Vec::<u8>::new(), json!([]));
    becomes([(); 0], json!([]));
    becomes(BTreeMap::<String, u8>::new(), json!({}));
    becomes(Empty {}, json!({}));
    becomes(Unit, json!({}));
    becomes(PhantomData::<u8>, json!({}));
    becomes(vec![vec![Empty {}], vec![]], json!([[{}], []]));
    becomes(Counted::<0>, json!({}));
}

struct Counted<const N: usize>;
impl<const N: usize> Serialize for Counted<N> {
    /// A map of N entries that does not say how many there will be.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map((0..N).map(|number| (format!("key{number}"), number)))
    }
}

#[test]
fn lists_and_tuples() {
    becomes(vec![3, 1, 2], json!([3, 1, 2]));
    becomes((1, "two", [3]), json!([1, "two", [3]]));
    becomes(Tuple(1, "two"), json!([1, "two"]));
    becomes(Newtype(1), json!(1));
    becomes(Box::new([Newtype(1), Newtype(2)]), json!([1, 2]));
}

#[test]
fn structs_and_maps_are_sorted() {
    becomes(FIELDS, json!({"zone": "a", "area": 1}));
    becomes([FIELDS, FIELDS], json!([{"zone": "a", "area": 1}, {"zone": "a", "area": 1}]));
    let numbers: HashMap<String, usize> = (0..100).map(|number| (format!("key{number}"), number)).collect();
    becomes(&numbers, json!(numbers));
    becomes(Counted::<20>, json!((0..20).map(|n| (format!("key{n}"), n)).collect::<BTreeMap<_, _>>()));
    becomes(BTreeMap::from([('b', 1), ('a', 2)]), json!({"a": 2, "b": 1}));
    becomes(BTreeMap::from([("", 1)]), json!({"": 1}));
}

#[test]
fn only_text_is_a_key() {
    assert_eq!(refusal(BTreeMap::from([(1, 1)])), "a key is not a string");
    assert_eq!(refusal(BTreeMap::from([(true, 1)])), "a key is not a string");
    assert_eq!(refusal(BTreeMap::from([(None::<&str>, 1)])), "a key is not a string");
    assert_eq!(refusal(BTreeMap::from([(vec!["a"], 1)])), "a key is not a string");
    assert_eq!(refusal(BTreeMap::from([((), 1)])), "a key is not a string");
    becomes(BTreeMap::from([(Some("a"), 1)]), json!({"a": 1}));
}

#[test]
fn enums() {
    becomes(Variant::NoData, json!("no-data"));
    becomes(Variant::Newtype(1), json!({"newtype": 1}));
    becomes(Variant::Struct { zone: 1, area: 2 }, json!({"struct": {"zone": 1, "area": 2}}));
    becomes(
        [Variant::Struct { zone: 1, area: 2 }, Variant::NoData],
        json!([{"struct": {"zone": 1, "area": 2}}, "no-data"]),
    );
    becomes(Some(Variant::NoData), json!("no-data"));
    becomes(Tagged::Unit, json!({"type": "Unit"}));
    becomes(Tagged::Newtype(FIELDS), json!({"type": "Newtype", "zone": "a", "area": 1}));
    becomes(Tagged::Struct { zone: 1, area: 2 }, json!({"type": "Struct", "zone": 1, "area": 2}));
    becomes(Adjacent::Unit, json!({"name": "Unit"}));
    becomes(Adjacent::Newtype(1), json!({"name": "Newtype", "contents": 1}));
    becomes(
        Adjacent::Struct { zone: 1, area: 2 },
        json!({"name": "Struct", "contents": {"zone": 1, "area": 2}}),
    );
    becomes(Untagged::Text("a"), json!("a"));
    becomes(Untagged::Fields(FIELDS), json!({"zone": "a", "area": 1}));
}

#[test]
fn flattened_arguments_are_sorted_among_the_others() {
    let flat = |inner| json!({"middle": 1, "area": 2, "zone": inner});
    becomes(Flat { middle: 1, inner: Fields { area: 2, none: None, zone: "z" } }, flat(json!("z")));
    becomes(Flat { middle: 1, inner: BTreeMap::from([("zone", 3), ("area", 2)]) }, flat(json!(3)));
    becomes(Flat { middle: 1, inner: Variant::Newtype(2) }, json!({"middle": 1, "newtype": 2}));
    becomes(
        Flat { middle: 1, inner: Variant::Struct { zone: 1, area: 2 } },
        json!({"middle": 1, "struct": {"zone": 1, "area": 2}}),
    );
    becomes(Flat { middle: 1, inner: Tagged::Unit }, json!({"middle": 1, "type": "Unit"}));
    becomes(
        Flat { middle: 1, inner: Tagged::Struct { zone: 1, area: 2 } },
        json!({"middle": 1, "type": "Struct", "zone": 1, "area": 2}),
    );
    becomes(
        Flat { middle: 1, inner: Untagged::Fields(FIELDS) },
        json!({"middle": 1, "zone": "a", "area": 1}),
    );
    becomes(Flat { middle: 1, inner: None::<Fields> }, json!({"middle": 1}));
}

#[test]
fn an_argument_given_twice_is_refused() {
    assert_eq!(refusal(Flat { middle: 1, inner: BTreeMap::from([("middle", 2)]) }), "has `middle` twice");
    assert_eq!(
        refusal(vec![Flat { middle: 1, inner: Flat { middle: 1, inner: Empty {} } }]),
        "has `middle` twice"
    );
}

#[test]
fn a_resource_may_have_any_shape_that_has_arguments() {
    #[track_caller]
    fn becomes(resource: impl Serialize, arguments: Value) {
        assert_eq!(whole(resource), Ok(pretty(&arguments)));
    }
    becomes(Unit, json!({}));
    becomes(Empty {}, json!({}));
    becomes(Variant::Newtype(1), json!({"newtype": 1}));
    becomes(Tagged::Unit, json!({"type": "Unit"}));
    becomes(BTreeMap::from([("a", 1)]), json!({"a": 1}));
    becomes(Some(Thing { value: 1 }), json!({"value": 1}));
}

#[test]
fn a_resource_that_is_a_value_is_refused() {
    #[track_caller]
    fn refused(value: impl Serialize) {
        let errors = whole(value).unwrap_err();
        assert_eq!(errors.len(), 1);
        assert_eq!(errors[0].to_string(), "`test_thing.it`: has no arguments but a value");
    }
    refused(1);
    refused("text");
    refused(());
    refused(None::<Thing<u8>>);
    refused([Thing { value: 1 }]);
    refused(Variant::NoData);
}
