//! What is scaled, as one text that can be compared.

use configuration::{Node, Piece, Symbol};

/// A text for what a `resource_id` names, if it is known; what the provider sets stands in it by its address.
pub(super) fn key(resource_id: Node<'_>) -> Option<String> {
    let Symbol(pieces) = resource_id.symbol().known()?;
    let text = |piece: &Piece<'_>| match piece {
        Piece::Literal(text) => Some(text.to_string()),
        Piece::Attribute(target) => Some(format!("${{{}.{}}}", target.block.address(), target.attribute)),
        Piece::Unknown => None,
    };
    pieces.iter().map(text).collect()
}
