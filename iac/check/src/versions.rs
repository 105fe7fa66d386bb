//! Which versions of the provider files are for.

use schema::{PROVIDERS, Provider};

/// Versions of the provider that files must conform to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Versions {
    /// To each of those that the slices know: whichever is installed, the files apply.
    Every,
    /// To this one.
    One(Provider),
    /// To any: nobody said which it is, so only what every version refuses is wrong.
    Any,
}

impl Versions {
    /// What a directory's `.terraform.lock.hcl` pins; without one, [`Versions::Any`].
    #[must_use]
    pub fn locked(lock: Option<&str>) -> Self {
        // `provider "registry.terraform.io/hashicorp/aws" {` and then `version = "5.100.0"`
        let pinned = lock
            .and_then(|lock| lock.split_once("/hashicorp/aws\""))
            .and_then(|(_, rest)| rest.split_once("version"))
            .and_then(|(_, rest)| rest.split('"').nth(1))
            .and_then(|version| version.split('.').next());
        match pinned {
            Some("5") => Self::One(Provider::V5),
            Some("6") => Self::One(Provider::V6),
            _ => Self::Any,
        }
    }

    pub(crate) fn providers(&self) -> &[Provider] {
        match self {
            Self::Every | Self::Any => &PROVIDERS,
            Self::One(provider) => std::slice::from_ref(provider),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Versions;
    use schema::Provider;

    #[test]
    fn a_lock_file_pins_a_version() {
        let lock = |version: &str| {
            format!(
                "provider \"registry.terraform.io/hashicorp/random\" {{\n  version = \"3.7.2\"\n}}\n\
                 provider \"registry.terraform.io/hashicorp/aws\" {{\n  version     = \"{version}\"\n}}\n"
            )
        };
        assert_eq!(Versions::locked(Some(&lock("5.100.0"))), Versions::One(Provider::V5));
        assert_eq!(Versions::locked(Some(&lock("6.1.0"))), Versions::One(Provider::V6));
        assert_eq!(Versions::locked(Some(&lock("4.0.0"))), Versions::Any);
        assert_eq!(Versions::locked(Some("")), Versions::Any);
        assert_eq!(Versions::locked(None), Versions::Any);
    }
}
