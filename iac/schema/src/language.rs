//! What Terraform itself takes, whatever the provider: the meta-arguments, and the blocks beside `resource` and `data`.
//! Said in the words of a provider's schema, so that one walk checks both.

use crate::model::{Attribute, Block, NestedBlock, Nesting, Presence, Type};

const TEXTS: Type = Type::List(&Type::String);

/// Stands in every resource.
pub(crate) static RESOURCE: Block = Block {
    attributes: &[
        may("connection", Type::Dynamic),
        may("count", Type::Number),
        may("depends_on", TEXTS),
        may("for_each", Type::Dynamic),
        may("provider", Type::String),
        may("provisioner", Type::Dynamic),
    ],
    blocks: &[nested("lifecycle", 0, Some(1), &LIFECYCLE)],
};

/// Stands in every data source.
pub(crate) static DATA: Block = Block {
    attributes: &[
        may("count", Type::Number),
        may("depends_on", TEXTS),
        may("for_each", Type::Dynamic),
        may("provider", Type::String),
    ],
    blocks: &[nested("lifecycle", 0, Some(1), &CONDITIONS)],
};

static LIFECYCLE: Block = Block {
    attributes: &[
        may("create_before_destroy", Type::Bool),
        may("ignore_changes", Type::Dynamic),
        may("prevent_destroy", Type::Bool),
        may("replace_triggered_by", TEXTS),
    ],
    blocks: CONDITIONS.blocks,
};

static CONDITIONS: Block = Block {
    attributes: &[],
    blocks: &[nested("postcondition", 0, None, &CONDITION), nested("precondition", 0, None, &CONDITION)],
};

static CONDITION: Block =
    Block { attributes: &[must("condition", Type::Bool), must("error_message", Type::String)], blocks: &[] };

/// Makes blocks out of a value: `dynamic` blocks.
pub(crate) static DYNAMIC: Block = Block {
    attributes: &[
        must("content", Type::Dynamic),
        must("for_each", Type::Dynamic),
        may("iterator", Type::String),
        may("labels", TEXTS),
    ],
    blocks: &[],
};

/// Stands in every provider's configuration.
pub(crate) static PROVIDER: Block =
    Block { attributes: &[may("alias", Type::String), may("version", Type::String)], blocks: &[] };

/// The blocks at the top of a document that no schema of a provider says.
pub(crate) static DOCUMENT: &[(&str, Labelled, Option<&Block>)] = &[
    ("check", Labelled::Yes, None),
    ("ephemeral", Labelled::Yes, None),
    ("import", Labelled::No, Some(&IMPORT)),
    ("locals", Labelled::No, None),
    ("module", Labelled::Yes, None),
    ("moved", Labelled::No, Some(&MOVED)),
    ("output", Labelled::Yes, Some(&OUTPUT)),
    ("removed", Labelled::No, Some(&REMOVED)),
    ("terraform", Labelled::No, Some(&TERRAFORM)),
    ("variable", Labelled::Yes, Some(&VARIABLE)),
];

/// Whether what stands in `owner` is Terraform's to say, and not a provider's.
pub(crate) fn says(owner: &str) -> bool {
    let within = ["document", "dynamic", "lifecycle", "postcondition", "precondition", "validation"];
    within.contains(&owner) || DOCUMENT.iter().any(|(name, ..)| *name == owner)
}

/// Whether a block's object has a name for each, or is the block.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Labelled {
    /// It has a name for each.
    Yes,
    /// It is the block.
    No,
}

static IMPORT: Block = Block {
    attributes: &[
        may("for_each", Type::Dynamic),
        may("id", Type::String),
        may("identity", Type::Dynamic),
        may("provider", Type::String),
        must("to", Type::String),
    ],
    blocks: &[],
};

static MOVED: Block =
    Block { attributes: &[must("from", Type::String), must("to", Type::String)], blocks: &[] };

static OUTPUT: Block = Block {
    attributes: &[
        may("depends_on", TEXTS),
        may("description", Type::String),
        may("ephemeral", Type::Bool),
        may("sensitive", Type::Bool),
        must("value", Type::Dynamic),
    ],
    blocks: &[nested("precondition", 0, None, &CONDITION)],
};

static REMOVED: Block = Block {
    attributes: &[
        may("connection", Type::Dynamic),
        must("from", Type::String),
        may("lifecycle", Type::Dynamic),
        may("provisioner", Type::Dynamic),
    ],
    blocks: &[],
};

static TERRAFORM: Block = Block {
    attributes: &[
        may("backend", Type::Dynamic),
        may("cloud", Type::Dynamic),
        may("experiments", Type::Dynamic),
        may("provider_meta", Type::Dynamic),
        may("required_providers", Type::Dynamic),
        may("required_version", Type::String),
    ],
    blocks: &[],
};

static VARIABLE: Block = Block {
    attributes: &[
        may("default", Type::Dynamic),
        may("deprecated", Type::String),
        may("description", Type::String),
        may("ephemeral", Type::Bool),
        may("nullable", Type::Bool),
        may("sensitive", Type::Bool),
        may("type", Type::String),
    ],
    blocks: &[nested("validation", 0, None, &CONDITION)],
};

const fn may(name: &'static str, ty: Type) -> Attribute {
    Attribute {
        name,
        ty,
        presence: Presence::Optional,
        sensitive: false,
        write_only: false,
        deprecated: false,
    }
}

const fn must(name: &'static str, ty: Type) -> Attribute {
    Attribute { presence: Presence::Required, ..may(name, ty) }
}

const fn nested(
    name: &'static str,
    min_items: u64,
    max_items: Option<u64>,
    block: &'static Block,
) -> NestedBlock {
    NestedBlock { name, nesting: Nesting::List, min_items, max_items, block }
}
