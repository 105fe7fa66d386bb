//! The AWS provider: from a mirror of providers where there is one, else Terraform fetches it by itself.

use std::env;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use serde_json::json;

use crate::log::Log;
use crate::workspace::Workspace;

/// The version that the committed lock files name.
const VERSION: &str = "5.100.0";
const VARIABLE: &str = "TF_PLUGIN_MIRROR";
/// How deep below the root of the file system a mirror is looked for.
const DEPTH: usize = 4;

/// Writes the configuration that tells Terraform where providers come from.
pub(crate) fn provide(workspace: &Workspace, log: &mut Log) -> anyhow::Result<String> {
    let mirror = match env::var_os(VARIABLE).map(PathBuf::from) {
        Some(named) if holds_provider(&named) => Some(named),
        Some(named) => bail!(
            "{VARIABLE} is `{}`, which has no AWS provider {VERSION}: name a directory that `terraform providers mirror` made, or unset it",
            named.display()
        ),
        None => search(Path::new("/")),
    };
    // A string of JSON is a string of Terraform's configuration language too.
    let configuration = mirror.as_ref().map_or_else(String::new, |path| {
        format!("provider_installation {{\n  filesystem_mirror {{\n    path = {}\n  }}\n}}\n", json!(path))
    });
    log.line(&configuration)?;
    fs::write(workspace.terraform_configuration(), configuration)
        .context("cannot write Terraform's configuration")?;
    Ok(mirror.map_or_else(
        || format!("AWS provider {VERSION}, from its registry: no mirror was found"),
        |path| format!("AWS provider {VERSION}, from the mirror `{}`", path.display()),
    ))
}

fn holds_provider(mirror: &Path) -> bool {
    let provider = mirror.join("registry.terraform.io/hashicorp/aws");
    // Unpacked mirrors have a directory per version, packed ones an archive per version and platform.
    provider.join(VERSION).is_dir()
        || fs::read_dir(provider).is_ok_and(|entries| {
            let packed = format!("terraform-provider-aws_{VERSION}_");
            entries.flatten().any(|entry| entry.file_name().to_string_lossy().starts_with(&packed))
        })
}

/// The first mirror, breadth first and by name, on the root's own file system.
fn search(root: &Path) -> Option<PathBuf> {
    let device = |path: &Path| fs::symlink_metadata(path).map(|metadata| metadata.dev()).ok();
    let own = device(root);
    let mut level = vec![root.to_path_buf()];
    for _ in 0..DEPTH {
        if let Some(mirror) = level.iter().find(|directory| holds_provider(directory)) {
            return Some(mirror.clone());
        }
        let mut below: Vec<PathBuf> = level
            .iter()
            .filter_map(|directory| fs::read_dir(directory).ok())
            .flat_map(Iterator::flatten)
            .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()))
            .map(|entry| entry.path())
            .filter(|path| device(path) == own)
            .collect();
        below.sort();
        level = below;
    }
    None
}
