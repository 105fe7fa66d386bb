//! Lists and objects: an object's keys are sorted, and a key without a value is left out.

use serde::ser::{
    Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
    SerializeTupleStruct,
};

use super::{Buffer, Layout, Refusal, Writer, Written};
use crate::meta::Meta;

/// An open list or object. Every element ends in a comma until the container is closed.
pub(crate) struct Container<'w, 's> {
    writer: &'w mut Writer<'s>,
    /// Where this object's entries begin in the writer's list of them.
    first: usize,
    meta: Option<&'s Meta>,
    /// The key whose value is awaited, for serde's maps.
    key: Option<Open>,
    /// The key of the object inside this one that is open: `{"variant": {…}}`.
    nested: Option<Open>,
}

/// An entry of an object, as it stands in the output: from its line break to its comma.
#[derive(Clone, Copy)]
pub(crate) struct Span {
    start: usize,
    key: (usize, usize),
    end: usize,
}

#[derive(Clone, Copy)]
struct Open {
    start: usize,
    key: (usize, usize),
}

impl<'w, 's> Container<'w, 's> {
    pub(super) fn list(writer: &'w mut Writer<'s>) -> Self {
        writer.open(b'[');
        Self { first: writer.buffer.entries.len(), writer, meta: None, key: None, nested: None }
    }

    pub(super) fn object(writer: &'w mut Writer<'s>) -> Self {
        writer.open(b'{');
        let meta = writer.meta.take();
        Self { first: writer.buffer.entries.len(), writer, meta, key: None, nested: None }
    }

    pub(super) fn variant(writer: &'w mut Writer<'s>, variant: &'static str) -> Self {
        let mut object = Self::object(writer);
        object.nested = Some(object.open_entry(variant));
        object.writer.open(b'{');
        object
    }

    fn open_entry(&mut self, key: &str) -> Open {
        let start = self.writer.buffer.out.len();
        self.writer.new_line();
        self.writer.quote();
        let from = self.writer.buffer.out.len();
        self.writer.literal(key);
        let open = Open { start, key: (from, self.writer.buffer.out.len()) };
        self.writer.quote();
        self.colon();
        open
    }

    fn colon(&mut self) {
        self.writer.buffer.out.push(b':');
        if !matches!(self.writer.layout, Layout::Compact) {
            self.writer.buffer.out.push(b' ');
        }
    }

    fn close_entry(&mut self, open: Open, written: Written) {
        if written == Written::Nothing {
            self.writer.buffer.out.truncate(open.start);
            return;
        }
        self.writer.buffer.out.push(b',');
        let end = self.writer.buffer.out.len();
        self.writer.buffer.entries.push(Span { start: open.start, key: open.key, end });
    }

    pub(super) fn entry<T: Serialize + ?Sized>(&mut self, key: &str, value: &T) -> Result<(), Refusal> {
        let open = self.open_entry(key);
        let written = value.serialize(&mut *self.writer)?;
        self.close_entry(open, written);
        Ok(())
    }

    fn element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Refusal> {
        let start = self.writer.buffer.out.len();
        self.writer.new_line();
        match value.serialize(&mut *self.writer)? {
            Written::Value if matches!(self.writer.layout, Layout::Inside) => {}
            Written::Value => self.writer.buffer.out.push(b','),
            Written::Nothing => self.writer.buffer.out.truncate(start),
        }
        Ok(())
    }

    fn meta_arguments(&mut self) -> Result<(), Refusal> {
        let Some(meta) = self.meta.take() else {
            return Ok(());
        };
        if !meta.depends_on.is_empty() {
            let scope = self.writer.scope;
            let mut addresses = Vec::with_capacity(meta.depends_on.len());
            for dependency in &meta.depends_on {
                let mut address = Vec::new();
                scope.push_address(&mut address, dependency.0)?;
                addresses.push(String::from_utf8_lossy(&address).into_owned());
            }
            self.entry("depends_on", &addresses)?;
        }
        if !meta.lifecycle.is_default() {
            self.entry("lifecycle", &meta.lifecycle)?;
        }
        Ok(())
    }

    /// Puts this object's entries in the order of their keys, as they are spelled.
    fn sort(&mut self) -> Result<(), Refusal> {
        let Buffer { out, entries, scratch } = &mut self.writer.buffer;
        let spans = &mut entries[self.first..];
        let key = |span: &Span| &out[span.key.0..span.key.1];
        if matches!(self.writer.layout, Layout::Indented(_))
            && !spans.is_sorted_by(|one, next| key(one) < key(next))
        {
            let from = spans.first().map_or(out.len(), |first| first.start);
            spans.sort_by_key(key);
            let mut pairs = spans.windows(2).map(|pair| (key(&pair[0]), key(&pair[1])));
            if let Some((twice, _)) = pairs.find(|(one, next)| one == next) {
                return Err(Refusal(format!("has `{}` twice", String::from_utf8_lossy(twice))));
            }
            scratch.clear();
            scratch.extend_from_slice(&out[from..]);
            out.truncate(from);
            for span in spans {
                out.extend_from_slice(&scratch[span.start - from..span.end - from]);
            }
        }
        entries.truncate(self.first);
        Ok(())
    }

    pub(super) fn finish_object(mut self) -> Result<Written, Refusal> {
        if let Some(variant) = self.nested.take() {
            self.sort()?;
            self.writer.close(b'}');
            self.close_entry(variant, Written::Value);
        }
        self.meta_arguments()?;
        self.sort()?;
        self.writer.close(b'}');
        Ok(Written::Value)
    }

    fn finish_list(self) -> Written {
        self.writer.close(b']');
        Written::Value
    }
}

macro_rules! list {
    ($($trait:ident: $element:ident),+) => {
        $(impl $trait for Container<'_, '_> {
            type Ok = Written;
            type Error = Refusal;
            fn $element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Refusal> {
                self.element(value)
            }
            fn end(self) -> Result<Written, Refusal> {
                Ok(self.finish_list())
            }
        })+
    };
}
list!(SerializeSeq: serialize_element, SerializeTuple: serialize_element, SerializeTupleStruct: serialize_field);

macro_rules! object {
    ($($trait:ident),+) => {
        $(impl $trait for Container<'_, '_> {
            type Ok = Written;
            type Error = Refusal;
            fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), Refusal> {
                self.entry(key, value)
            }
            fn end(self) -> Result<Written, Refusal> {
                self.finish_object()
            }
        })+
    };
}
object!(SerializeStruct, SerializeStructVariant);

impl SerializeMap for Container<'_, '_> {
    type Ok = Written;
    type Error = Refusal;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Refusal> {
        let start = self.writer.buffer.out.len();
        self.writer.new_line();
        let quote = self.writer.buffer.out.len();
        key.serialize(&mut *self.writer)?;
        let end = self.writer.buffer.out.len();
        // In JSON in a string, quotes are escaped.
        if !matches!(self.writer.buffer.out.get(quote), Some(b'"' | b'\\')) {
            return Err(Refusal("a key is not a string".to_owned()));
        }
        self.colon();
        self.key = Some(Open { start, key: (quote + 1, end - 1) });
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Refusal> {
        let written = value.serialize(&mut *self.writer)?;
        if let Some(open) = self.key.take() {
            self.close_entry(open, written);
        }
        Ok(())
    }

    fn end(self) -> Result<Written, Refusal> {
        self.finish_object()
    }
}
