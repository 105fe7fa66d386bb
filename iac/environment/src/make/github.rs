//! The repository whose workflows are the pipelines.

use super::required;
use crate::file::{self, Table};
use crate::read::{Report, at};
use crate::truth::Github;

/// Makes the repository, if there is one; one that is not whole is reported.
pub(crate) fn github(file: Option<Table<file::Github>>, report: &mut Report<'_>) -> Option<Github> {
    let Table(file) = file?;
    let owner = required(report, file.owner, &at!["github", "owner"], "\"example-org\"");
    let owner_id = required(report, file.owner_id, &at!["github", "owner_id"], "1234567");
    let repository = required(report, file.repository, &at!["github", "repository"], "\"healthcare-app\"");
    let repository_id = required(report, file.repository_id, &at!["github", "repository_id"], "12345678");
    Some(Github {
        owner: owner?,
        owner_id: owner_id?,
        repository: repository?,
        repository_id: repository_id?,
        static_keys: file.static_keys,
    })
}
