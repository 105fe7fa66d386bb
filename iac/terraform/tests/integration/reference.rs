//! A reference is written by its own stack, and by nothing else.

use std::fmt;

use serde::{Serialize, Serializer};
use terraform::{Error, Handle, Json, Stack, Text, text};

use crate::common::{Source, Thing};

fn source() -> Handle<Source> {
    Stack::new().file("test").add("main", Source {})
}

const REFUSAL: &str = "a reference is written by the stack that it belongs to";

/// Whatever serde can write with [`fmt::Formatter`].
struct Formatted<T>(T);
impl<T: Serialize> fmt::Display for Formatted<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.serialize(f)
    }
}

#[test]
fn no_other_writer_gets_a_string_out_of_it() {
    let id = source().id();
    assert_eq!(serde_json::to_string(&id).unwrap_err().to_string(), REFUSAL);
    assert_eq!(serde_json::to_vec(&id).unwrap_err().to_string(), REFUSAL);
    assert_eq!(serde_json::to_value(id).unwrap_err().to_string(), REFUSAL);
    assert_eq!(serde_json::to_string(&Thing { value: vec![Some(id)] }).unwrap_err().to_string(), REFUSAL);
    assert_eq!(serde_json::to_string(&Text::from(id)).unwrap_err().to_string(), REFUSAL);
    assert_eq!(serde_json::to_string(&text!["a", id]).unwrap_err().to_string(), REFUSAL);
    assert_eq!(serde_json::to_string(&id.nonsensitive()).unwrap_err().to_string(), REFUSAL);
    assert_eq!(serde_json::to_string(&Json([id])).unwrap_err().to_string(), REFUSAL);
    assert!(fmt::write(&mut String::new(), format_args!("{}", Formatted(id))).is_err());
    assert!(fmt::write(&mut String::new(), format_args!("{}", Formatted(text![id]))).is_err());
}

#[test]
fn what_people_are_told_is_no_expression() {
    let mut stack = Stack::new();
    let id = stack.file("test").add("main", Source {}).id();
    assert_eq!(stack.describe(&text!["in ", id]), "in <test_source.main.id>");
    assert_eq!(stack.describe(&id.nonsensitive()), "<nonsensitive(test_source.main.id)>");
    assert_eq!(stack.describe(&"all of it".into()), "all of it");
}

#[test]
fn a_shape_that_hides_it_is_refused() {
    #[derive(Serialize)]
    #[serde(tag = "type")]
    enum Tagged {
        Newtype(terraform::Ref<Source>),
    }
    #[derive(Serialize)]
    struct Flat {
        #[serde(flatten)]
        reference: terraform::Ref<Source>,
    }
    let mut stack = Stack::new();
    let mut file = stack.file("test");
    let id = file.add("main", Source {}).id();
    file.add("tagged", Thing { value: Tagged::Newtype(id) });
    file.add("flat", Thing { value: Flat { reference: id } });
    file.add("good", Thing { value: id });
    let errors: Vec<String> = stack.documents("test").unwrap_err().iter().map(ToString::to_string).collect();
    assert_eq!(errors, [format!("`test_thing.tagged`: {REFUSAL}"), format!("`test_thing.flat`: {REFUSAL}")]);
}

/// Serializes what it is made of with a writer of its own, which does not look at newtypes.
struct Elsewhere<T>(T);
impl<T: Serialize> Serialize for Elsewhere<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bool(serde_json::to_string(&self.0).is_ok())
    }
}

/// Has the name of a reference, but is none.
struct Forged;
impl Serialize for Forged {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_newtype_struct("$terraform::Reference", "forged ${x}")
    }
}

#[test]
fn what_another_writer_left_behind_is_not_taken_for_a_reference() {
    let mut stack = Stack::new();
    let mut file = stack.file("test");
    let id = file.add("main", Source {}).id();
    id.serialize(&Uninterested).unwrap();
    file.add("it", Thing { value: (Elsewhere(id), Forged, id) });
    let text = &stack.documents("test").unwrap()[0].text;
    let expected = serde_json::json!([false, "forged $${x}", "${test_source.main.id}"]);
    assert_eq!(crate::common::read_value(text), expected);
}

/// A writer that looks into nothing.
struct Uninterested;

type Never = serde::ser::Impossible<(), fmt::Error>;

macro_rules! nothing {
    ($($method:ident$(<$value:ident>)?($($argument:ty),*)),+ $(,)?) => {
        $(fn $method$(<$value: Serialize + ?Sized>)?(self, $(_: $argument),*) -> Result<(), fmt::Error> { Ok(()) })+
    };
}
macro_rules! never {
    ($($method:ident($($argument:ty),*)),+ $(,)?) => {
        $(fn $method(self, $(_: $argument),*) -> Result<Never, fmt::Error> { Err(fmt::Error) })+
    };
}

impl Serializer for &Uninterested {
    type Ok = ();
    type Error = fmt::Error;
    type SerializeSeq = Never;
    type SerializeTuple = Never;
    type SerializeTupleStruct = Never;
    type SerializeTupleVariant = Never;
    type SerializeMap = Never;
    type SerializeStruct = Never;
    type SerializeStructVariant = Never;

    nothing!(serialize_bool(bool), serialize_char(char), serialize_str(&str), serialize_bytes(&[u8]));
    nothing!(serialize_i8(i8), serialize_i16(i16), serialize_i32(i32), serialize_i64(i64));
    nothing!(serialize_u8(u8), serialize_u16(u16), serialize_u32(u32), serialize_u64(u64));
    nothing!(serialize_f32(f32), serialize_f64(f64), serialize_none(), serialize_some<V>(&V), serialize_unit());
    nothing!(serialize_unit_struct(&'static str), serialize_unit_variant(&'static str, u32, &'static str));
    nothing!(serialize_newtype_struct<V>(&'static str, &V));
    nothing!(serialize_newtype_variant<V>(&'static str, u32, &'static str, &V));
    never!(serialize_seq(Option<usize>), serialize_map(Option<usize>), serialize_tuple(usize));
    never!(serialize_tuple_struct(&'static str, usize), serialize_struct(&'static str, usize));
    never!(serialize_tuple_variant(&'static str, u32, &'static str, usize));
    never!(serialize_struct_variant(&'static str, u32, &'static str, usize));
}

#[test]
fn another_stack_does_not_write_it() {
    let foreign = source();
    let mut stack = Stack::new();
    let mut file = stack.file("test");
    file.add("main", Source {});
    file.add("direct", Thing { value: foreign.id() });
    file.add("set", Thing { value: foreign.get(&Source::IN_SET) });
    file.add("text", Thing { value: text!["a", foreign.id()] });
    file.add("json", Thing { value: Json([foreign.id()]) });
    file.add("function", Thing { value: foreign.id().nonsensitive() });
    let errors = stack.documents("test").unwrap_err();
    let expected = ["direct", "set", "text", "json", "function"].map(|name| Error::Argument {
        address: format!("test_thing.{name}"),
        reason: "refers to something in another stack".to_owned(),
    });
    assert_eq!(errors, expected);
}
