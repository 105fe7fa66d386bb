//! JSON as a tree that borrows from the text it was read from.

use std::borrow::Cow;
use std::fmt;
use std::sync::OnceLock;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use crate::template::Template;

/// A JSON value. Objects keep the order of their text; none has a key twice.
#[derive(Clone, Debug, PartialEq)]
pub enum Json<'a> {
    /// `null`, which Terraform takes for absent.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number.
    Number(serde_json::Number),
    /// Text, which may hold expressions.
    String(Text<'a>),
    /// A list.
    Array(Vec<Json<'a>>),
    /// An object.
    Object(Members<'a>),
}

/// What an object consists of, in its order.
pub type Members<'a> = Vec<(Cow<'a, str>, Json<'a>)>;

/// Text, and what it says if it is JSON itself.
#[derive(Clone, Debug)]
pub struct Text<'a> {
    /// As the document spells it.
    content: Cow<'a, str>,
    /// What it is, if something may be computed in it.
    template: Option<Template>,
    /// Parsed when somebody asks. What is in it belongs to itself, as the outer text spells it with escapes.
    document: OnceLock<Option<Box<Json<'static>>>>,
}

impl<'a> Json<'a> {
    /// Reads a document. A key that an object has twice is an error, as one of the two would be lost.
    ///
    /// # Errors
    /// What serde says, with line and column: a document of 128 levels or more is also refused.
    pub fn parse(text: &'a str) -> serde_json::Result<Self> {
        serde_json::from_str(text)
    }

    /// The member of that name, if this is an object that has one.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Self> {
        let Self::Object(members) = self else { return None };
        members.iter().find(|(key, _)| key == name).map(|(_, member)| member)
    }

    /// The members, if this is an object.
    #[must_use]
    pub fn as_object(&self) -> Option<&Members<'a>> {
        if let Self::Object(members) = self { Some(members) } else { None }
    }

    /// The text, if this is text.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        if let Self::String(text) = self { Some(text.as_str()) } else { None }
    }

    /// Whether this is `null`.
    #[must_use]
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// A value that is one block or several: a list is its elements, everything else is itself.
    #[must_use]
    pub fn parts(&self) -> &[Self] {
        if let Self::Array(parts) = self { parts } else { std::slice::from_ref(self) }
    }
}

impl<'a> Text<'a> {
    /// Text that stands in a document.
    #[must_use]
    pub fn new(text: Cow<'a, str>) -> Self {
        Self {
            template: Template::may_compute(&text).then(|| Template::of(&text)),
            content: text,
            document: OnceLock::new(),
        }
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.content
    }

    /// Whether it is plainly literal: no `${` and no `%{` stands in it, not even an escaped one.
    #[must_use]
    pub fn is_literal(&self) -> bool {
        self.template.is_none()
    }

    /// Whether something is computed in it.
    #[must_use]
    pub fn template(&self) -> Template {
        self.template.unwrap_or(Template::Literal)
    }

    /// What the text says, if somebody asked before.
    pub(crate) fn document_if_read(&self) -> Option<&Json<'static>> {
        self.document.get()?.as_deref()
    }

    /// What the text says, if it is a JSON object or list.
    #[must_use]
    pub fn document(&self) -> Option<&Json<'static>> {
        let parse = || {
            let opens = self.content.trim_start().starts_with(['{', '[']);
            if !opens {
                return None;
            }
            let mut reader = serde_json::Deserializer::from_str(&self.content);
            let document = Tree(|text: &str| Cow::Owned(text.to_owned())).deserialize(&mut reader).ok()?;
            reader.end().ok()?;
            Some(Box::new(document))
        };
        self.document.get_or_init(parse).as_deref()
    }
}

impl PartialEq for Text<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.content == other.content
    }
}

impl From<serde_json::Value> for Json<'static> {
    fn from(value: serde_json::Value) -> Self {
        match value {
            serde_json::Value::Null => Self::Null,
            serde_json::Value::Bool(boolean) => Self::Bool(boolean),
            serde_json::Value::Number(number) => Self::Number(number),
            serde_json::Value::String(text) => Self::String(Text::new(Cow::Owned(text))),
            serde_json::Value::Array(elements) => Self::Array(elements.into_iter().map(Self::from).collect()),
            serde_json::Value::Object(members) => Self::Object(
                members.into_iter().map(|(key, member)| (Cow::Owned(key), Self::from(member))).collect(),
            ),
        }
    }
}

/// As compact JSON.
impl fmt::Display for Json<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Bool(boolean) => write!(f, "{boolean}"),
            Self::Number(number) => write!(f, "{number}"),
            Self::String(text) => write!(f, "{}", serde_json::Value::from(text.as_str())),
            Self::Array(elements) => {
                for (at, element) in elements.iter().enumerate() {
                    write!(f, "{}{element}", if at == 0 { "[" } else { "," })?;
                }
                f.write_str(if elements.is_empty() { "[]" } else { "]" })
            }
            Self::Object(members) => {
                for (at, (key, member)) in members.iter().enumerate() {
                    let open = if at == 0 { "{" } else { "," };
                    write!(f, "{open}{}:{member}", serde_json::Value::from(key.as_ref()))?;
                }
                f.write_str(if members.is_empty() { "{}" } else { "}" })
            }
        }
    }
}

impl<'de> Deserialize<'de> for Json<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Tree(Cow::Borrowed).deserialize(deserializer)
    }
}

/// Reads a tree whose texts are made by a function of those in the document.
#[derive(Clone, Copy)]
struct Tree<F>(F);

impl<'de, 'a, F: Fn(&'de str) -> Cow<'a, str> + Copy> DeserializeSeed<'de> for Tree<F> {
    type Value = Json<'a>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Json<'a>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de, 'a, F: Fn(&'de str) -> Cow<'a, str> + Copy> Visitor<'de> for Tree<F> {
    type Value = Json<'a>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Json<'a>, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, boolean: bool) -> Result<Json<'a>, E> {
        Ok(Json::Bool(boolean))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Json<'a>, E> {
        Ok(Json::Number(number.into()))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Json<'a>, E> {
        Ok(Json::Number(number.into()))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Json<'a>, E> {
        let number = serde_json::Number::from_f64(number).ok_or_else(|| E::custom("a number without end"))?;
        Ok(Json::Number(number))
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Json<'a>, E> {
        Ok(Json::String(Text::new((self.0)(text))))
    }

    fn visit_str<E>(self, text: &str) -> Result<Json<'a>, E> {
        Ok(Json::String(Text::new(Cow::Owned(text.to_owned()))))
    }

    fn visit_string<E>(self, text: String) -> Result<Json<'a>, E> {
        Ok(Json::String(Text::new(Cow::Owned(text))))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Json<'a>, A::Error> {
        let mut elements = Vec::new();
        while let Some(element) = sequence.next_element_seed(self)? {
            elements.push(element);
        }
        Ok(Json::Array(elements))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Json<'a>, A::Error> {
        let mut members: Members<'a> = Vec::new();
        let mut known = Keys::default();
        while let Some(key) = map.next_key_seed(Key(self.0))? {
            // `"//"` is a comment, and may stand as often as somebody likes.
            if key != "//" && !known.insert(&members, &key) {
                return Err(A::Error::custom(format_args!(
                    "the key `{}` stands twice in one object; one of the two would be lost",
                    key.escape_debug()
                )));
            }
            members.push((key, map.next_value_seed(self)?));
        }
        Ok(Json::Object(members))
    }
}

/// The keys of an object that is being read: a look through few, a set for many.
#[derive(Default)]
struct Keys(Option<std::collections::HashSet<String>>);

impl Keys {
    /// Whether the key is new.
    fn insert(&mut self, members: &Members<'_>, key: &str) -> bool {
        const FEW: usize = 16;
        if members.len() < FEW {
            return !members.iter().any(|(known, _)| known == key);
        }
        let known = self.0.get_or_insert_with(|| members.iter().map(|(key, _)| key.to_string()).collect());
        known.insert(key.to_owned())
    }
}

/// Reads a key, borrowed where the text spells it without escapes and the function lets it.
struct Key<F>(F);

impl<'de, 'a, F: Fn(&'de str) -> Cow<'a, str>> DeserializeSeed<'de> for Key<F> {
    type Value = Cow<'a, str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Cow<'a, str>, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de, 'a, F: Fn(&'de str) -> Cow<'a, str>> Visitor<'de> for Key<F> {
    type Value = Cow<'a, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Cow<'a, str>, E> {
        Ok((self.0)(text))
    }

    fn visit_str<E>(self, text: &str) -> Result<Cow<'a, str>, E> {
        Ok(Cow::Owned(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::Json;

    #[test]
    fn text_is_borrowed_and_comes_back() {
        let text = r#"{"a":[1,-2,3.5,true,null,"x\"y"],"b":{},"c":[]}"#;
        assert_eq!(Json::parse(text).unwrap().to_string(), text);
        assert_eq!(Json::from(serde_json::from_str::<serde_json::Value>(text).unwrap()).to_string(), text);
    }

    #[test]
    fn a_key_stands_once() {
        for text in [r#"{"a":1,"a":2}"#.to_owned(), many_keys(20)] {
            let error = Json::parse(&text).unwrap_err().to_string();
            assert!(error.contains("the key `a` stands twice"), "{error}");
        }
        assert!(Json::parse(r#"{"//":1,"//":2}"#).is_ok());
    }

    fn many_keys(others: usize) -> String {
        let others: Vec<String> = (0..others).map(|at| format!("\"k{at}\":0")).collect();
        format!("{{\"a\":1,{},\"a\":2}}", others.join(","))
    }

    #[test]
    fn what_nests_without_end_is_refused() {
        let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
        assert!(Json::parse(&deep).is_err());
    }

    #[test]
    fn json_in_text_is_read() {
        let outer = Json::parse(r#"["{\"a\": [1]}", "plain", "{not json", "  [2]"]"#).unwrap();
        let read: Vec<Option<String>> =
            outer
                .parts()
                .iter()
                .map(|text| {
                    if let Json::String(text) = text {
                        text.document().map(ToString::to_string)
                    } else {
                        None
                    }
                })
                .collect();
        assert_eq!(read, [Some("{\"a\":[1]}".to_owned()), None, None, Some("[2]".to_owned())]);
    }
}
