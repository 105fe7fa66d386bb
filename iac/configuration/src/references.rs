//! References: which there are in the blocks, and where they lead. Looked for once, for whoever asks.

use crate::block::argument;
use crate::configuration::Configuration;
use crate::expression::{Expression, Root, Traversal};
use crate::hash::Map;
use crate::json::{Json, Text};
use crate::template::{Part, Template};

/// How often a reference is followed to another before it is taken for a circle.
pub(crate) const FARTHEST: usize = 16;

/// An expression with references in it, or with none.
#[derive(Debug)]
pub(crate) struct Reference<'c> {
    /// The text that it stands in.
    pub(crate) at: &'c Json<'c>,
    pub(crate) expression: Expression<'c>,
}

/// Where a reference leads: a block, by its place among all, and an attribute of it.
pub(crate) type Lead<'c> = (usize, &'c str);

/// The references in all blocks.
#[derive(Debug, Default)]
pub(crate) struct References<'c> {
    /// In the order of the blocks.
    all: Vec<Reference<'c>>,
    /// Where those of each block begin.
    starts: Vec<usize>,
    /// Where texts lead, by their addresses.
    leads: Map<usize, Option<Lead<'c>>>,
}

impl<'c> References<'c> {
    /// Those in the blocks of a configuration.
    pub(crate) fn of(configuration: &Configuration<'c>) -> Self {
        let mut references = Self::default();
        for block in configuration.blocks() {
            references.starts.push(references.all.len());
            visit(block.body, &mut |at, expression| {
                // What is more than one expression leads nowhere.
                let text = if let Json::String(text) = at { Some(text) } else { None };
                let is_alone = text.is_some_and(|text| text.template() == Template::Expression);
                let lead = match &expression {
                    Expression::Reference(traversal) if is_alone => lead(configuration, traversal.clone()),
                    _ => None,
                };
                references.leads.insert(std::ptr::from_ref(at).addr(), lead);
                references.all.push(Reference { at, expression });
            });
        }
        references
    }

    /// Those in one block.
    pub(crate) fn of_block(&self, index: usize) -> &[Reference<'c>] {
        let end = self.starts.get(index + 1).copied().unwrap_or(self.all.len());
        self.starts.get(index).map_or(&[], |start| &self.all[*start..end])
    }

    /// Where a text leads.
    pub(crate) fn lead(&self, all: &Configuration<'c>, at: &'c Json<'c>) -> Option<Lead<'c>> {
        let Json::String(text) = at else { return None };
        if text.is_literal() {
            return None;
        }
        // Of what stands in JSON in text, nothing is known before.
        let known = self.leads.get(&std::ptr::from_ref(at).addr());
        known.copied().unwrap_or_else(|| lead(all, alone(text)?))
    }
}

/// Where a reference leads.
fn lead<'c>(all: &Configuration<'c>, traversal: Traversal<'c>) -> Option<Lead<'c>> {
    let mut traversal = traversal;
    for _ in 0..FARTHEST {
        match traversal.root {
            Root::Resource(mode, ty, name) => {
                let block = all.resource(mode, ty, name)?;
                // An argument that is itself a reference leads on: a validation's certificate is the certificate.
                if traversal.plain
                    && !traversal.attribute.is_empty()
                    && let Some(Json::String(text)) = argument(block.body, traversal.attribute)
                    && let Some(next) = alone(text)
                    && let Root::Resource(..) = next.root
                {
                    traversal = next;
                    continue;
                }
                // Of an attribute's attribute nobody knows what it is.
                if !traversal.plain && !traversal.attribute.is_empty() {
                    return None;
                }
                return Some((block.index, traversal.attribute));
            }
            Root::Local(name) if traversal.plain && traversal.attribute.is_empty() => {
                match all.local_value(name) {
                    Some(Json::String(text)) => traversal = alone(text)?,
                    _ => return None,
                }
            }
            _ => return None,
        }
    }
    None
}

/// The reference that a text is, if it is nothing else.
pub(crate) fn alone<'a>(text: &'a Text<'_>) -> Option<Traversal<'a>> {
    if text.template() != Template::Expression {
        return None;
    }
    let Some(Part::Expression(expression)) = Template::parts(text.as_str()).next() else { return None };
    match Expression::of(expression) {
        Expression::Reference(traversal) => Some(traversal),
        Expression::Other(_) => None,
    }
}

/// The references in every text below a value, with the text they stand in.
pub(crate) fn visit<'v>(value: &'v Json<'v>, see: &mut impl FnMut(&'v Json<'v>, Expression<'v>)) {
    below(value, &mut Vec::new(), see);
}

/// As [`references`]; `bound` are the names that the `dynamic` blocks around it give to what they go through.
fn below<'v>(
    value: &'v Json<'v>,
    bound: &mut Vec<&'v str>,
    see: &mut impl FnMut(&'v Json<'v>, Expression<'v>),
) {
    match value {
        Json::String(text) if text.is_literal() => {}
        Json::String(text) => {
            for part in Template::parts(text.as_str()) {
                if let Part::Expression(expression) | Part::Directive(expression) = part {
                    see(value, Expression::within(expression, bound));
                }
            }
        }
        Json::Array(elements) => elements.iter().for_each(|element| below(element, bound, see)),
        Json::Object(members) => {
            for (key, member) in members.iter().filter(|(key, _)| key != "//") {
                if key == "dynamic" {
                    member.parts().iter().for_each(|part| dynamics(part, bound, see));
                } else {
                    below(member, bound, see);
                }
            }
        }
        _ => {}
    }
}

/// `dynamic` blocks: in what each makes, its own name, or its iterator's, is what it goes through.
/// <https://developer.hashicorp.com/terraform/language/expressions/dynamic-blocks>
fn dynamics<'v>(
    value: &'v Json<'v>,
    bound: &mut Vec<&'v str>,
    see: &mut impl FnMut(&'v Json<'v>, Expression<'v>),
) {
    let Some(blocks) = value.as_object() else { return below(value, bound, see) };
    for (name, dynamic) in
        blocks.iter().flat_map(|(name, made)| made.parts().iter().map(move |part| (name, part)))
    {
        for (key, member) in dynamic.as_object().into_iter().flatten() {
            let iterator = dynamic.get("iterator").and_then(Json::as_str).unwrap_or(name);
            let outside = bound.len();
            if key != "for_each" {
                bound.push(iterator);
            }
            below(member, bound, see);
            bound.truncate(outside);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Json, visit};

    #[test]
    fn what_a_dynamic_block_goes_through_is_no_resource() {
        let text = r#"{"dynamic": {"access_logs": {"for_each": "${aws_a.b.c}", "content": {
            "bucket": "${access_logs.value.bucket}",
            "dynamic": [{"more_of": [{"for_each": "${access_logs.value.x}", "iterator": "it_em", "content": [
                {"name": "${it_em.key} ${more_of.value} ${access_logs.key}"}]}]}]
        }}}, "after": "${access_logs.value.x}"}"#;
        let tree = Json::parse(text).unwrap();
        let mut found = Vec::new();
        visit(&tree, &mut |_, expression| {
            found.extend(expression.traversals().iter().map(|traversal| format!("{:?}", traversal.root)));
        });
        assert_eq!(
            found,
            [
                r#"Resource(Resource, "aws_a", "b")"#,
                r#"Resource(Resource, "more_of", "value")"#,
                r#"Resource(Resource, "access_logs", "value")"#
            ]
        );
    }
}
