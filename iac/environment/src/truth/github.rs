//! Whose workflows the pipelines are.

use crate::text::{GithubId, GithubOwner, GithubRepository};

/// The repository on GitHub whose workflows are the pipelines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Github {
    /// The user or organisation that owns it.
    pub owner: GithubOwner,
    /// The owner's number.
    pub owner_id: GithubId,
    /// Its name, without the owner.
    pub repository: GithubRepository,
    /// Its number.
    pub repository_id: GithubId,
    /// Whether there is also a user with access keys that may take on the same roles.
    pub static_keys: bool,
}

impl Github {
    /// How GitHub's tokens name who asks, when `what` runs: `pull_request`, `ref:refs/heads/main`, `environment:dev`.
    ///
    /// There are two formats, and a repository has one of them: with the numbers if it was created, renamed or transferred
    /// after July 2026.
    #[must_use]
    pub fn subjects(&self, what: &str) -> [String; 2] {
        let Self { owner, owner_id, repository, repository_id, .. } = self;
        [
            format!("repo:{owner}/{repository}:{what}"),
            format!("repo:{owner}@{owner_id}/{repository}@{repository_id}:{what}"),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::{Github, GithubId, GithubOwner, GithubRepository};

    #[test]
    fn a_subject_has_two_formats() {
        let github = Github {
            owner: GithubOwner::new("example-org").unwrap(),
            owner_id: GithubId::new(12).unwrap(),
            repository: GithubRepository::new("healthcare-app").unwrap(),
            repository_id: GithubId::new(34).unwrap(),
            static_keys: false,
        };
        assert_eq!(
            github.subjects("environment:dev"),
            [
                "repo:example-org/healthcare-app:environment:dev",
                "repo:example-org@12/healthcare-app@34:environment:dev"
            ]
        );
    }
}
