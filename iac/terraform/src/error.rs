//! What can be wrong with a stack. Each is a mistake of the program that composes it.

use std::fmt;

/// A mistake in a stack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Error {
    /// Two things have one address.
    Duplicate {
        /// The address, such as `aws_vpc.main`.
        address: String,
    },
    /// A name that Terraform does not accept.
    Name {
        /// The address, such as `aws_vpc.1st`.
        address: String,
    },
    /// An argument refers to something in another stack, or cannot be written as Terraform JSON.
    Argument {
        /// The address of the resource whose argument it is.
        address: String,
        /// What is wrong.
        reason: String,
    },
    /// No such address.
    Unknown {
        /// The address asked for.
        address: String,
    },
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Duplicate { address } => write!(f, "`{address}` is in the stack twice"),
            Self::Name { address } => write!(
                f,
                "`{address}` has a name that Terraform refuses: letters, digits, `_` and `-`, not beginning with a digit or `-`"
            ),
            Self::Argument { address, reason } => write!(f, "`{address}`: {reason}"),
            Self::Unknown { address } => write!(f, "`{address}` is not in the stack"),
        }
    }
}

impl std::error::Error for Error {}
