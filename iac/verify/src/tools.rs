//! The tools that parts need, each installed once, pinned, inside `target/tools`.

pub(crate) mod debian;
pub(crate) mod go;
pub(crate) mod node;
pub(crate) mod provider;
pub(crate) mod python;
pub(crate) mod registry;
pub(crate) mod terraform;

use std::fs::{self, File};
use std::path::Path;

use anyhow::Context;

use crate::workspace::Workspace;

/// Has the directory `target/tools/<name>` filled by `make`, unless an earlier run did so for the same pin.
///
/// What is half made is never taken for done: the file that says which pin a directory holds is written last. Two
/// runs at once wait for each other.
fn install(
    workspace: &Workspace,
    name: &str,
    pin: &str,
    make: impl FnOnce(&Path) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let directory = workspace.tools().join(name);
    // Virtual environments cannot be moved, so the place is part of the pin.
    let pin = format!("{}\n{pin}", directory.display());
    let lock =
        File::create(workspace.tools().join(format!("{name}.lock"))).context("cannot make a lock file")?;
    lock.lock().with_context(|| format!("cannot lock `{name}`"))?;
    let mark = directory.join("installed");
    if fs::read_to_string(&mark).is_ok_and(|found| found == pin) {
        return Ok(());
    }
    if directory.exists() {
        fs::remove_dir_all(&directory).with_context(|| format!("cannot remove the old `{name}`"))?;
    }
    fs::create_dir_all(&directory).with_context(|| format!("cannot make `{}`", directory.display()))?;
    make(&directory)?;
    fs::write(&mark, pin).with_context(|| format!("cannot mark `{name}` as installed"))
}
