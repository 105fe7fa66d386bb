//! What a person's own machine has that the cloud has not: a folder for databases and the development key.

use std::path::{Path, PathBuf};

/// `target/dev` of the workspace that we are in, else of the current folder.
#[must_use]
pub fn folder() -> PathBuf {
    let here = std::env::current_dir().unwrap_or_else(|_| PathBuf::from("."));
    let workspace = here.ancestors().find(|folder| folder.join("Cargo.lock").is_file());
    workspace.unwrap_or(Path::new(&here)).join("target").join("dev")
}
