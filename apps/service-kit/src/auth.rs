//! Who may do what. A handler reaches the database only through [`Access`], which only a verified token with the
//! operation's scope gives; so there is no handler that forgets to ask.

mod access;
mod claims;
mod development;
mod issuer;
mod keys;
mod verifier;

pub use access::{Access, Authorized, Gate, Scope};
pub use claims::Caller;
pub use development::DevelopmentKey;
pub use issuer::Issuer;
pub use verifier::{Denial, Verifier};

/// Declares the scopes of a service: a type for each, for [`Access`].
#[macro_export]
macro_rules! scopes {
    ($($(#[$doc:meta])* $type:ident = $name:literal),+ $(,)?) => {
        $(
            $(#[$doc])*
            pub struct $type;

            impl $crate::auth::Scope for $type {
                const NAME: &'static str = $name;
            }
        )+
    };
}
