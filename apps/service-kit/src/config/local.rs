//! What a person's own machine has that the cloud has not: a folder for databases and the development key.

use std::{
    fs::DirBuilder,
    io::{self, ErrorKind},
    os::unix::fs::DirBuilderExt as _,
    path::{Path, PathBuf},
};

/// `target/dev` of the workspace that we are in, else of the current folder.
#[must_use]
pub fn folder() -> PathBuf {
    let here = std::env::current_dir().unwrap_or_else(|_| PathBuf::from("."));
    let workspace = here.ancestors().find(|folder| folder.join("Cargo.lock").is_file());
    workspace.unwrap_or(Path::new(&here)).join("target").join("dev")
}

/// Makes a folder that only its owner can look into, for what is kept about people and for keys.
///
/// # Errors
/// When it cannot be made. That it is there already is well.
pub fn make_private(folder: &Path) -> io::Result<()> {
    let Some(parent) = folder.parent() else { return Ok(()) };
    std::fs::create_dir_all(parent)?;
    match DirBuilder::new().mode(0o700).create(folder) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => Err(error),
        _ => Ok(()),
    }
}
