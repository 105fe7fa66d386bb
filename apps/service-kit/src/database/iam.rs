//! Logging in without a password: a token in its place, made from the credentials of the task's role.
//!
//! The server looks at a token when a connection is made, and not again. So each new connection gets a new one, which is
//! no more than arithmetic; only the credentials are fetched, and kept until shortly before they expire.
//!
//! Why our own signature: `aws-config` and `aws-sigv4` are 31 crates more, and 2.2 MB of a program that may have 9 and had
//! 8.3 (measured, with all of link-time optimisation). What is needed here is one address, whose signature is four HMACs
//! of the cryptography that is there already; and it is held to what the AWS SDK for Python makes, byte for byte.

mod credentials;
mod endpoint;
mod token;

use std::{fmt, sync::Arc};

use jiff::{Timestamp, tz::TimeZone};

use credentials::Keeper;
pub(crate) use endpoint::{Authorization, Endpoint};
use token::Place;

/// What a service must know to make tokens.
#[derive(Clone)]
pub struct Iam {
    /// The region of the database: `us-east-1`.
    pub(crate) region: String,
    /// Where the credentials are.
    pub(crate) endpoint: Endpoint,
}

/// What time it is. Tests have one of their own.
type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// Makes tokens for one role at one server.
pub(super) struct Tokens {
    place: Place,
    keeper: Keeper,
    clock: Clock,
}

/// Why there is no token: a sentence, without anything of the credentials.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct NoToken(String);

impl Tokens {
    /// Of this role at this server.
    pub(super) fn new(iam: Iam, host: &str, port: u16, role: &str) -> Self {
        let place = Place { host: host.to_owned(), port, role: role.to_owned(), region: iam.region };
        let clock: Clock = Arc::new(Timestamp::now);
        Self { place, keeper: Keeper::new(iam.endpoint, Arc::clone(&clock)), clock }
    }

    /// A token that is good from now on, for [`token::LIFETIME`] at most.
    ///
    /// # Errors
    /// When the credentials cannot be had in time.
    pub(super) async fn make(&self) -> Result<String, NoToken> {
        let credentials = self.keeper.credentials().await?;
        let now = (self.clock)().to_zoned(TimeZone::UTC);
        Ok(token::make(&self.place, &credentials, &now))
    }
}

impl fmt::Display for NoToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the task role's credentials cannot be had: {}", self.0)
    }
}

impl std::error::Error for NoToken {}
