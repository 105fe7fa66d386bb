//! Directories of roots that no environment file makes any more.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::MARK;

/// The directories below `generated` that hold files made here, and whose names are not among `roots`.
///
/// # Errors
/// If a directory or a file in it cannot be read.
pub fn orphans(generated: &Path, roots: &[String]) -> io::Result<Vec<PathBuf>> {
    let mut orphans = Vec::new();
    if !generated.exists() {
        return Ok(orphans);
    }
    for entry in fs::read_dir(generated)? {
        let path = entry?.path();
        let known = path
            .file_name()
            .and_then(|name| name.to_str())
            .is_some_and(|name| roots.iter().any(|root| root == name));
        if !known && path.is_dir() && holds_ours(&path)? {
            orphans.push(path);
        }
    }
    orphans.sort();
    Ok(orphans)
}

fn holds_ours(directory: &Path) -> io::Result<bool> {
    for entry in fs::read_dir(directory)? {
        let path = entry?.path();
        let is_document = path.to_str().is_some_and(|path| path.ends_with(".tf.json"));
        if is_document
            && String::from_utf8_lossy(&fs::read(&path)?).lines().take(2).any(|line| line.contains(MARK))
        {
            return Ok(true);
        }
    }
    Ok(false)
}
