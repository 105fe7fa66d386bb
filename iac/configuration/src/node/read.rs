//! What a value says, as far as files say it.

use std::borrow::Cow;

use super::Node;
use crate::json::Json;
use crate::references::FARTHEST;
use crate::value::Read;

impl<'c> Node<'c> {
    /// What JSON in text says: a policy, container definitions. Unknown, if it is no JSON, or an expression makes it.
    #[must_use]
    pub fn document(self) -> Read<Self> {
        match self.json() {
            None => Read::Absent,
            Some(Json::String(text)) => match text.document() {
                Some(document) => Read::Known(self.at(document)),
                // What another argument of ours says is as good as said here.
                None => match self.follow(FARTHEST) {
                    Some(node) if !std::ptr::eq(node.block, self.block) => node.document(),
                    _ => Read::Unknown,
                },
            },
            Some(_) => Read::Unknown,
        }
    }

    /// The value as text. Numbers and booleans are text to Terraform, too.
    #[must_use]
    pub fn text(self) -> Read<Cow<'c, str>> {
        match self.json() {
            None => Read::Absent,
            Some(Json::Bool(boolean)) => Read::Known(Cow::Borrowed(if *boolean { "true" } else { "false" })),
            Some(Json::Number(number)) => Read::Known(Cow::Owned(number.to_string())),
            Some(Json::String(text)) if text.is_literal() => Read::Known(Cow::Borrowed(text.as_str())),
            Some(Json::String(_)) => {
                self.symbol().known().and_then(|symbol| symbol.literal()).map_or(Read::Unknown, Read::Known)
            }
            Some(_) => Read::Unknown,
        }
    }

    /// The value as a whole number.
    #[must_use]
    pub fn integer(self) -> Read<i64> {
        if let Some(Json::Number(number)) = self.json() {
            // Terraform's numbers are neither whole nor not: 5.0 is 5.
            #[expect(clippy::cast_possible_truncation, reason = "compared with what it was made from")]
            let whole = |float: f64| (float.fract() == 0.0 && float.abs() < 9e15).then_some(float as i64);
            let number = number.as_i64().or_else(|| number.as_f64().and_then(whole));
            return number.map_or(Read::Unknown, Read::Known);
        }
        match self.text() {
            Read::Known(text) => text.trim().parse().map_or(Read::Unknown, Read::Known),
            Read::Absent => Read::Absent,
            Read::Unknown => Read::Unknown,
        }
    }

    /// The value as true or false.
    #[must_use]
    pub fn boolean(self) -> Read<bool> {
        match self.text() {
            Read::Known(text) => match text.as_ref() {
                "true" | "1" => Read::Known(true),
                "false" | "0" => Read::Known(false),
                _ => Read::Unknown,
            },
            Read::Absent => Read::Absent,
            Read::Unknown => Read::Unknown,
        }
    }
}
