//! References as Terraform spells them.

use super::Refusal;
use crate::attribute::Path;
use crate::reference::{Node, Target};
use crate::stack::Entry;

/// What references may point at: the stack's number and what is in it.
#[derive(Clone, Copy)]
pub(crate) struct Scope<'s> {
    pub(crate) stack: u32,
    pub(crate) entries: &'s [Entry],
}

impl Scope<'_> {
    /// Writes `type.name`, or `data.type.name`.
    pub(crate) fn push_address(self, out: &mut Vec<u8>, node: Node) -> Result<(), Refusal> {
        if node.stack != self.stack {
            return Err(Refusal("refers to something in another stack".to_owned()));
        }
        let index = usize::try_from(node.index).unwrap_or(usize::MAX);
        let Some(entry) = self.entries.get(index) else {
            return Err(Refusal("refers to something that is not in the stack".to_owned()));
        };
        entry.push_address(out);
        Ok(())
    }

    /// Writes a reference, without `${` and `}`.
    pub(crate) fn push_expression(self, out: &mut Vec<u8>, target: Target) -> Result<(), Refusal> {
        if let Some(function) = target.function {
            out.extend_from_slice(function.as_bytes());
            out.push(b'(');
        }
        match target.path {
            Path::Direct(attribute) => {
                self.push_address(out, target.node)?;
                out.push(b'.');
                out.extend_from_slice(attribute.as_bytes());
            }
            Path::First { set, attribute } => {
                out.extend_from_slice(b"tolist(");
                self.push_address(out, target.node)?;
                out.push(b'.');
                out.extend_from_slice(set.as_bytes());
                out.extend_from_slice(b")[0].");
                out.extend_from_slice(attribute.as_bytes());
            }
        }
        if target.function.is_some() {
            out.push(b')');
        }
        Ok(())
    }
}
