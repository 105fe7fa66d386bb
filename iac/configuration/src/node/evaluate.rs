//! Text as it will be, with what only the provider knows as symbols.

use super::Node;
use crate::expression::{Expression, Root};
use crate::json::Json;
use crate::references::FARTHEST;
use crate::template::{Part, Template};
use crate::value::{Piece, Read, Symbol, Target};

/// How many references one text is made of, with those that they lead to. Without this, text that refers twice to text that
/// refers twice, and so on, takes time without end.
const MOST: usize = 1_000;

impl<'c> Node<'c> {
    /// The text, with what the provider sets as symbols.
    #[must_use]
    pub fn symbol(self) -> Read<Symbol<'c>> {
        match self.json() {
            None => Read::Absent,
            Some(Json::Object(_) | Json::Array(_)) => Read::Unknown,
            Some(_) => {
                let mut symbol = Symbol(Vec::new());
                self.evaluate(FARTHEST, &mut { MOST }, &mut symbol);
                Read::Known(symbol)
            }
        }
    }

    fn evaluate(self, far: usize, left: &mut usize, symbol: &mut Symbol<'c>) {
        match self.json() {
            Some(Json::Bool(boolean)) => symbol.push(Piece::Literal(boolean.to_string().into())),
            Some(Json::Number(number)) => symbol.push(Piece::Literal(number.to_string().into())),
            Some(Json::String(text)) if text.is_literal() => {
                symbol.push(Piece::Literal(text.as_str().into()));
            }
            Some(Json::String(text)) => {
                for part in Template::parts(text.as_str()) {
                    match part {
                        Part::Literal(text) => symbol.push(Piece::Literal(text)),
                        Part::Expression(expression) => self.expression(expression, far, left, symbol),
                        Part::Directive(_) => symbol.push(Piece::Unknown),
                    }
                }
            }
            _ => symbol.push(Piece::Unknown),
        }
    }

    fn expression(self, expression: &'c str, far: usize, left: &mut usize, symbol: &mut Symbol<'c>) {
        let (Some(far), Some(fewer)) = (far.checked_sub(1), left.checked_sub(1)) else {
            return symbol.push(Piece::Unknown);
        };
        *left = fewer;
        let trimmed = expression.trim();
        if let Some(text) = trimmed.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'))
            && !text.contains(['"', '\\', '$', '%'])
        {
            return symbol.push(Piece::Literal(text.into()));
        }
        if trimmed.parse::<i64>().is_ok() {
            return symbol.push(Piece::Literal(trimmed.into()));
        }
        let Expression::Reference(traversal) = Expression::of(expression) else {
            return symbol.push(Piece::Unknown);
        };
        match self.value_of(&traversal) {
            Some(value) if value.is_present() => value.evaluate(far, left, symbol),
            Some(_) | None => match traversal.root {
                Root::Resource(mode, ty, name) if !traversal.attribute.is_empty() => {
                    match self.all.resource(mode, ty, name) {
                        Some(block) if block.is_single() && traversal.plain => {
                            symbol.push(Piece::Attribute(Target { block, attribute: traversal.attribute }));
                        }
                        _ => symbol.push(Piece::Unknown),
                    }
                }
                _ => symbol.push(Piece::Unknown),
            },
        }
    }
}
