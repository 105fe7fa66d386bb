//! The versions of providers that a root is pinned to: Terraform's file, which is never written here.

use std::path::{Path, PathBuf};

const NAME: &str = ".terraform.lock.hcl";

/// The lock file of one of the other `roots` below `generated`, if the root `name` has none yet.
#[must_use]
pub fn lock_file_to_copy(generated: &Path, name: &str, roots: &[String]) -> Option<PathBuf> {
    let of = |root: &str| generated.join(root).join(NAME);
    if of(name).exists() {
        return None;
    }
    roots.iter().map(|root| of(root)).find(|file| file.exists())
}
