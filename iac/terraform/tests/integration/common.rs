//! Things to add to a stack, and what comes out of it.

use serde::Serialize;
use serde_json::{Value, json};
use terraform::{Arn, Attribute, Error, File, HasArn, Resource, Stack};

/// A resource with one argument.
#[derive(Serialize)]
pub(crate) struct Thing<V> {
    pub(crate) value: V,
}

impl<V: Serialize> Resource for Thing<V> {
    const TYPE: &'static str = "test_thing";
}

/// A resource that is nothing but the value.
#[derive(Serialize)]
#[serde(transparent)]
pub(crate) struct Whole<V>(pub(crate) V);

impl<V: Serialize> Resource for Whole<V> {
    const TYPE: &'static str = "test_thing";
}

/// Something to refer to.
#[derive(Serialize)]
pub(crate) struct Source {}

impl Resource for Source {
    const TYPE: &'static str = "test_source";
}
impl HasArn for Source {}

impl Source {
    /// An attribute of an element of a set.
    pub(crate) const IN_SET: Attribute<Self, Arn> = Attribute::first_of("options", "name");
}

/// The text of the only file, to which `fill` adds.
pub(crate) fn text(fill: impl FnOnce(&mut File<'_>)) -> Result<String, Vec<Error>> {
    let mut stack = Stack::new();
    fill(&mut stack.file("test"));
    let documents = stack.documents("test")?;
    Ok(documents.into_iter().map(|document| document.text).collect())
}

/// The text of the only file, which has one thing with this value.
pub(crate) fn thing(value: impl Serialize) -> Result<String, Vec<Error>> {
    whole(Thing { value })
}

/// The text of the only file, which has one thing that is this value.
pub(crate) fn whole(value: impl Serialize) -> Result<String, Vec<Error>> {
    text(|file| {
        file.add("it", Whole(value));
    })
}

/// The text of a file with one thing, as it must be.
pub(crate) fn pretty(arguments: &Value) -> String {
    format!("{:#}\n", json!({"//": "test", "resource": {"test_thing": {"it": arguments}}}))
}

/// Why the argument of the only thing is refused.
pub(crate) fn refusal(value: impl Serialize) -> String {
    match thing(value).as_ref().map_err(Vec::as_slice) {
        Err([Error::Argument { address, reason }]) if address == "test_thing.it" => reason.clone(),
        other => panic!("not refused, or not for its argument: {other:?}"),
    }
}

/// The value of the only thing, as a reader of JSON finds it.
pub(crate) fn read_value(text: &str) -> Value {
    match serde_json::from_str::<Value>(text) {
        Ok(mut document) => document["resource"]["test_thing"]["it"]["value"].take(),
        Err(error) => panic!("{error}: {text}"),
    }
}
