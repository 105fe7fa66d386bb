//! What a task asks of AWS in the name of its role: tokens to log in to its database with, and the secret of its server's
//! master.
//!
//! Why our own signature: `aws-config` and `aws-sigv4` are 31 crates more, and 2.2 MB of a program that may have 9 and had
//! 8.3 (measured, with all of link-time optimisation). What is needed here are two requests, whose signature is five HMACs
//! of the cryptography that is there already; and both are held to what the AWS SDK for Python makes, byte for byte.

mod credentials;
mod endpoint;
mod secret;
mod signature;
mod token;

use std::{fmt, sync::Arc};

use jiff::Timestamp;

pub(crate) use endpoint::{Authorization, Endpoint};
pub use secret::Secret;
pub(crate) use token::Tokens;

/// The role of a task, and where it is.
#[derive(Clone)]
pub struct TaskRole {
    /// The region of what is asked: `us-east-1`.
    pub(crate) region: String,
    /// Where the credentials are.
    pub(crate) endpoint: Endpoint,
}

/// What time it is. Tests have one of their own.
type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// Why there are no credentials: a sentence, without anything of them.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct NoCredentials(String);

impl fmt::Display for NoCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the task role's credentials cannot be had: {}", self.0)
    }
}

impl std::error::Error for NoCredentials {}
