//! The words of GitHub.

use aws::limits::{Number, Refused};

/// What GitHub counts owners and repositories by. It never gives the number of one that is gone to another, as it does
/// with names.
pub type GithubId = Number<1, { u32::MAX }>;

aws::text_type!(
    /// A user or an organisation on GitHub.
    GithubOwner, check: owner, pattern: "^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$", examples: ["example-org"]
);

aws::text_type!(
    /// A repository on GitHub, without its owner.
    GithubRepository, check: repository, pattern: "^[A-Za-z0-9._-]+$", examples: ["healthcare-app"]
);

fn owner(text: &str) -> Result<(), Refused> {
    let word = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if text.len() <= 39 && text.split('-').all(word) {
        return Ok(());
    }
    Err(Refused::new(format!("`{text}` is not an owner on GitHub"))
        .allowed("at most 39 of `A-Z`, `a-z`, `0-9` and single hyphens inside"))
}

fn repository(text: &str) -> Result<(), Refused> {
    let is_made_of = |byte: u8| byte.is_ascii_alphanumeric() || b"._-".contains(&byte);
    if (1..=100).contains(&text.len()) && text.bytes().all(is_made_of) && !matches!(text, "." | "..") {
        return Ok(());
    }
    let refused = Refused::new(format!("`{text}` is not a repository on GitHub"))
        .allowed("at most 100 of `A-Z`, `a-z`, `0-9`, `.`, `_` and `-`");
    Err(if text.contains('/') { refused.hint("write what is before the `/` as `owner`") } else { refused })
}

#[cfg(test)]
mod tests {
    use super::{GithubOwner, GithubRepository};

    #[test]
    fn owners() {
        assert!(GithubOwner::new("example-org").is_ok() && GithubOwner::new("A1").is_ok());
        for wrong in ["", "-a", "a-", "a--b", "a_b", "a/b", "a*", "repo:a", &"a".repeat(40)] {
            assert!(GithubOwner::new(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn repositories() {
        assert!(GithubRepository::new("healthcare-app").is_ok() && GithubRepository::new(".github").is_ok());
        for wrong in ["", ".", "..", "a/b", "a b", "a*", "a:b", "é", &"a".repeat(101)] {
            assert!(GithubRepository::new(wrong).is_err(), "{wrong}");
        }
    }
}
