//! What a document has that the provider does not accept, in words for the person who will change it.

use std::fmt::{self, Write as _};

use configuration::{Mode, Path, Step};

use crate::language;
use crate::provider::Provider;

/// One thing that the provider does not accept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem<'a> {
    /// Which version does not accept it.
    pub provider: Provider,
    /// The document's name; empty if only a resource's body was looked at.
    pub file: &'a str,
    /// Where, from an address on, or from within a body if only that was looked at.
    pub steps: Vec<Step<'a>>,
    /// What is wrong.
    pub kind: Kind,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The slice has no such type: it does not exist, or `types.txt` does not name it.
    UnknownType {
        /// The type, or the provider's name if `mode` is nothing.
        name: String,
        /// Whether it stands under `resource`, `data`, or neither, as a provider does.
        mode: Option<Mode>,
        /// The name that was probably meant.
        nearest: Option<&'static str>,
    },
    /// No argument or block has that name.
    UnknownArgument {
        /// The name.
        name: String,
        /// The type, block or key that it stands in.
        owner: String,
        /// The name that was probably meant.
        nearest: Option<&'static str>,
        /// All names there are, if they are few and none is near.
        known: Vec<&'static str>,
    },
    /// A required argument is absent or null.
    MissingArgument {
        /// The name.
        name: String,
        /// The type or block that needs it.
        owner: String,
        /// What it takes.
        expected: String,
    },
    /// Only the provider sets it.
    ComputedOnly {
        /// The name.
        name: String,
        /// The type or block that it stands in.
        owner: String,
    },
    /// A value of a type that does not convert.
    WrongType {
        /// What it takes.
        expected: String,
        /// What was given.
        found: String,
    },
    /// A value that Terraform converts. Only [`conform_exactly`](crate::conform_exactly) reports it.
    Converted {
        /// What it takes.
        expected: String,
        /// What was given.
        found: String,
    },
    /// A null in a list, which Terraform accepts and the provider may not. Only
    /// [`conform_exactly`](crate::conform_exactly) reports it.
    NullElement,
    /// More blocks than there may be.
    TooManyBlocks {
        /// The block.
        name: String,
        /// The most there may be.
        max: u64,
        /// How many there are.
        found: u64,
    },
    /// Fewer blocks than there must be.
    TooFewBlocks {
        /// The block.
        name: String,
        /// The fewest there may be.
        min: u64,
        /// How many there are.
        found: u64,
    },
    /// What should be an object by name names nothing.
    NoName,
    /// The name of a resource, an output and so on is none.
    BadName {
        /// The name.
        name: String,
    },
    /// An expression in text that does not end.
    UnclosedTemplate {
        /// The text.
        found: String,
    },
}

impl fmt::Display for Problem<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.file.is_empty() {
            write!(f, "{}: ", self.file)?;
        }
        if !self.steps.is_empty() {
            write!(f, "{}: ", self.path())?;
        }
        self.describe(f)
    }
}

impl Problem<'_> {
    /// Where, as an address and a path: `aws_vpc.main.cidr_block`.
    #[must_use]
    pub fn path(&self) -> String {
        Path(&self.steps).to_string()
    }

    /// What is wrong, without the place.
    #[must_use]
    pub fn message(&self) -> String {
        struct Message<'p>(&'p Problem<'p>);
        impl fmt::Display for Message<'_> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.describe(f)
            }
        }
        Message(self).to_string()
    }

    fn describe(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let provider = self.provider;
        match &self.kind {
            Kind::UnknownType { name, mode, nearest } => {
                let name = Plain(name);
                match mode {
                    Some(Mode::Resource) => {
                        write!(f, "`{name}` is not a resource type that we know of {provider}")?;
                    }
                    Some(Mode::Data) => {
                        write!(f, "`{name}` is not a data source that we know of {provider}")?;
                    }
                    None => write!(f, "`{name}` is not a provider in use; only `aws` is")?,
                }
                match (nearest, mode) {
                    (Some(nearest), _) => write!(f, "; did you mean `{nearest}`?"),
                    (None, Some(_)) => {
                        f.write_str("; if it exists, add it to `iac/schema/provider/types.txt`")
                    }
                    (None, None) => Ok(()),
                }
            }
            Kind::UnknownArgument { name, owner, nearest, known } => {
                write!(f, "`{owner}` has no `{}`", Plain(name))?;
                if !language::says(owner) {
                    write!(f, " in {provider}")?;
                }
                match nearest {
                    Some(nearest) => write!(f, "; did you mean `{nearest}`?"),
                    None if known.is_empty() => f.write_str("; remove it"),
                    None => write!(f, "; there may be {}", list(known)),
                }
            }
            Kind::MissingArgument { name, owner, expected } => {
                write!(f, "`{owner}` needs `{name}`; set it to {expected}")
            }
            Kind::ComputedOnly { name, owner } => {
                write!(f, "`{name}` of `{owner}` is set by {provider} alone; remove it")
            }
            Kind::WrongType { expected, found } => write!(f, "expected {expected}, found {found}"),
            Kind::Converted { expected, found } => {
                write!(f, "expected {expected}, found {found}, which Terraform converts; write {expected}")
            }
            Kind::NullElement => f.write_str("null in a list may be refused by the provider; remove it"),
            Kind::TooManyBlocks { name, max, found } => {
                write!(f, "there may be at most {max} `{name}`, found {found}; remove {}", found - max)
            }
            Kind::TooFewBlocks { name, min, found } => {
                write!(f, "there must be at least {min} `{name}`, found {found}; add {}", min - found)
            }
            Kind::NoName => f.write_str("names nothing; add a name and what it stands for, or remove it"),
            Kind::BadName { name } => write!(
                f,
                "`{}` is not a name; use letters, digits, `_` and `-`, and begin with a letter or `_`",
                Plain(name)
            ),
            Kind::UnclosedTemplate { found } => {
                write!(
                    f,
                    "an expression opens in {found} and does not close; close it, or write `$${{` for `${{`"
                )
            }
        }
    }
}

/// Text from a document in one short line, whatever is in it.
pub(crate) struct Plain<'a>(pub(crate) &'a str);

impl fmt::Display for Plain<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const LONGEST: usize = 60;
        for char in self.0.chars().take(LONGEST) {
            if char.is_control() {
                write!(f, "{}", char.escape_default())?;
            } else {
                f.write_char(char)?;
            }
        }
        if self.0.chars().nth(LONGEST).is_some() { f.write_char('…') } else { Ok(()) }
    }
}

fn list(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    quoted.join(", ")
}
