//! Writes values as Terraform JSON: sorted, indented, escaped, with references resolved.
//!
//! References and composed text reach the writer through serde, as newtypes with names that only this crate knows.

mod container;
mod expression;
mod literal;

use std::fmt;

use serde::ser::{Serialize, Serializer};

use literal::{is_plain, push_escaped};
pub(crate) use literal::{push_string, push_template};

use crate::meta::Meta;
use crate::reference::Target;
use container::Container;
pub(crate) use expression::Scope;

/// The newtype that announces a reference, which is then taken over.
pub(crate) const REFERENCE: &str = "$terraform::Reference";
/// The newtype of the parts of a text.
pub(crate) const TEXT: &str = "$terraform::Text";
/// The newtype of a value that becomes JSON in a string.
pub(crate) const JSON: &str = "$terraform::Json";

/// Whether a value was written: `None` is left out together with its key.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Written {
    Value,
    Nothing,
}

/// What values are written into. It outlives its writers, so that they allocate nothing of their own.
#[derive(Default)]
pub(crate) struct Buffer {
    pub(crate) out: Vec<u8>,
    /// Where the entries of the open objects stand in `out`.
    entries: Vec<container::Span>,
    /// What is put back into `out` in another form.
    scratch: Vec<u8>,
}

/// Writes one value into a buffer.
pub(crate) struct Writer<'s> {
    pub(crate) buffer: Buffer,
    layout: Layout,
    /// Whether all this stands in a string, as JSON.
    json: bool,
    scope: Scope<'s>,
    /// The meta-arguments of the resource whose body is about to be written.
    meta: Option<&'s Meta>,
}

#[derive(Clone, Copy)]
enum Layout {
    /// One entry a line, sorted, at this depth.
    Indented(usize),
    /// No white space, in the order of declaration: JSON inside a string.
    Compact,
    /// No quotes, brackets or commas: the parts of one string.
    Inside,
}

impl<'s> Writer<'s> {
    /// Writes behind what the buffer holds, at this depth.
    pub(crate) fn new(buffer: Buffer, depth: usize, scope: Scope<'s>, meta: Option<&'s Meta>) -> Self {
        Self { buffer, layout: Layout::Indented(depth), json: false, scope, meta }
    }

    fn open(&mut self, bracket: u8) {
        if !matches!(self.layout, Layout::Inside) {
            self.buffer.out.push(bracket);
        }
        if let Layout::Indented(depth) = &mut self.layout {
            *depth += 1;
        }
    }

    /// Closes a list or an object whose elements each end in a comma.
    fn close(&mut self, bracket: u8) {
        if matches!(self.layout, Layout::Inside) {
            return;
        }
        let empty = self.buffer.out.last() != Some(&b',');
        if !empty {
            self.buffer.out.pop();
        }
        if let Layout::Indented(depth) = &mut self.layout {
            *depth -= 1;
            if !empty {
                self.new_line();
            }
        }
        self.buffer.out.push(bracket);
    }

    /// Begins or ends a string.
    fn quote(&mut self) {
        if !matches!(self.layout, Layout::Inside) {
            if self.json {
                self.buffer.out.push(b'\\');
            }
            self.buffer.out.push(b'"');
        }
    }

    /// Writes the inside of a string.
    fn literal(&mut self, literal: &str) {
        let Buffer { out, scratch, .. } = &mut self.buffer;
        if self.json && !is_plain(literal.as_bytes()) {
            scratch.clear();
            push_template(scratch, literal);
            push_escaped(out, scratch);
        } else {
            push_template(out, literal);
        }
    }

    fn compact<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Refusal> {
        let layout = std::mem::replace(&mut self.layout, Layout::Compact);
        let written = value.serialize(&mut *self);
        self.layout = layout;
        written.map(drop)
    }

    fn new_line(&mut self) {
        if let Layout::Indented(depth) = self.layout {
            push_new_line(&mut self.buffer.out, depth);
        }
    }

    fn number(&mut self, number: impl fmt::Display) -> Written {
        use std::io::Write as _;
        // Writing into a vector does not fail.
        let _ = write!(self.buffer.out, "{number}");
        Written::Value
    }

    fn float(&mut self, finite: bool, number: impl fmt::Display) -> Result<Written, Refusal> {
        if !finite {
            return Err(Refusal(format!("`{number}` is not a number that JSON has")));
        }
        Ok(self.number(number))
    }

    /// What the text being put together ends in, if Terraform reads that together with what follows.
    fn half_a_template(&self) -> Option<u8> {
        let inside = matches!(self.layout, Layout::Inside);
        self.buffer.out.last().copied().filter(|last| inside && matches!(last, b'$' | b'%'))
    }
}

/// A line break and the indentation of `depth`.
pub(crate) fn push_new_line(out: &mut Vec<u8>, depth: usize) {
    out.push(b'\n');
    out.resize(out.len() + 2 * depth, b' ');
}

/// Why a value could not be written.
#[derive(Debug)]
pub(crate) struct Refusal(pub(crate) String);

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
impl std::error::Error for Refusal {}
impl serde::ser::Error for Refusal {
    fn custom<T: fmt::Display>(reason: T) -> Self {
        Self(reason.to_string())
    }
}

macro_rules! numbers {
    ($($method:ident: $type:ty),+) => {
        $(fn $method(self, number: $type) -> Result<Written, Refusal> {
            Ok(self.number(number))
        })+
    };
}

impl<'w, 's> Serializer for &'w mut Writer<'s> {
    type Ok = Written;
    type Error = Refusal;
    type SerializeSeq = Container<'w, 's>;
    type SerializeTuple = Container<'w, 's>;
    type SerializeTupleStruct = Container<'w, 's>;
    type SerializeTupleVariant = serde::ser::Impossible<Written, Refusal>;
    type SerializeMap = Container<'w, 's>;
    type SerializeStruct = Container<'w, 's>;
    type SerializeStructVariant = Container<'w, 's>;

    numbers!(serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64);
    numbers!(serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64);

    fn serialize_bool(self, value: bool) -> Result<Written, Refusal> {
        self.buffer.out.extend_from_slice(if value { b"true" } else { b"false" });
        Ok(Written::Value)
    }

    fn serialize_f32(self, number: f32) -> Result<Written, Refusal> {
        self.float(number.is_finite(), number)
    }

    fn serialize_f64(self, number: f64) -> Result<Written, Refusal> {
        self.float(number.is_finite(), number)
    }

    fn serialize_char(self, character: char) -> Result<Written, Refusal> {
        self.serialize_str(character.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, literal: &str) -> Result<Written, Refusal> {
        self.quote();
        if let Some(half) = self.half_a_template().filter(|_| literal.starts_with('{')) {
            self.buffer.out.push(half);
        }
        self.literal(literal);
        self.quote();
        Ok(Written::Value)
    }

    fn serialize_bytes(self, _: &[u8]) -> Result<Written, Refusal> {
        Err(Refusal("JSON has no bytes".to_owned()))
    }

    fn serialize_none(self) -> Result<Written, Refusal> {
        Ok(Written::Nothing)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<Written, Refusal> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<Written, Refusal> {
        Ok(Written::Nothing)
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<Written, Refusal> {
        Container::object(self).finish_object()
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<Written, Refusal> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        value: &T,
    ) -> Result<Written, Refusal> {
        match name {
            REFERENCE => {
                let Some(target) = Target::take_over() else {
                    return value.serialize(self);
                };
                if self.half_a_template() == Some(b'$') {
                    let reason = "has a `$` right before a reference, which Terraform cannot spell";
                    return Err(Refusal(reason.to_owned()));
                }
                self.quote();
                self.buffer.out.extend_from_slice(b"${");
                self.scope.push_expression(&mut self.buffer.out, target)?;
                self.buffer.out.push(b'}');
                self.quote();
            }
            TEXT => {
                self.quote();
                let layout = std::mem::replace(&mut self.layout, Layout::Inside);
                let written = value.serialize(&mut *self);
                self.layout = layout;
                written?;
                self.quote();
            }
            JSON if self.json => {
                // A string within the string: written, taken away, and put back as one.
                self.quote();
                let start = self.buffer.out.len();
                self.compact(value)?;
                let nested = self.buffer.out.split_off(start);
                push_escaped(&mut self.buffer.out, &nested);
                self.quote();
            }
            JSON => {
                self.quote();
                self.json = true;
                let written = self.compact(value);
                self.json = false;
                written?;
                self.quote();
            }
            _ => return value.serialize(self),
        }
        Ok(Written::Value)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<Written, Refusal> {
        let mut object = Container::object(self);
        object.entry(variant, value)?;
        object.finish_object()
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Container<'w, 's>, Refusal> {
        Ok(Container::list(self))
    }

    fn serialize_tuple(self, _: usize) -> Result<Container<'w, 's>, Refusal> {
        Ok(Container::list(self))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Container<'w, 's>, Refusal> {
        Ok(Container::list(self))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Refusal> {
        Err(Refusal(format!("`{variant}` has unnamed fields, which Terraform cannot name")))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Container<'w, 's>, Refusal> {
        Ok(Container::object(self))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Container<'w, 's>, Refusal> {
        Ok(Container::object(self))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Container<'w, 's>, Refusal> {
        Ok(Container::variant(self, variant))
    }
}
