//! Programs that are built from Go modules, each pinned to the byte by `go/<name>/go.sum`.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, bail};

use crate::log::Log;
use crate::process;
use crate::tools;
use crate::workspace::Workspace;

const LIMIT: Duration = Duration::from_mins(15);

/// Builds the one tool that `go/<name>/go.mod` names.
pub(crate) fn program(workspace: &Workspace, log: &mut Log, name: &str) -> anyhow::Result<String> {
    let sources = workspace.sources().join("go").join(name);
    let read = |file: &str| {
        let path = sources.join(file);
        fs::read_to_string(&path).with_context(|| format!("cannot read `{}`", path.display()))
    };
    let module = read("go.mod")?;
    let pinned = pinned(&module).with_context(|| {
        format!("`go/{name}/go.mod` does not name one `tool` and what it requires for it")
    })?;
    tools::install(workspace, name, &format!("{module}\n{}", read("go.sum")?), |directory| {
        if process::output(workspace.command("go").arg("version")).is_err() {
            bail!("there is no Go to build `{name}`: install Go 1.24 or newer");
        }
        // Not in the background: parts that take long wait for it.
        let mut build = workspace.command("go");
        build
            .current_dir(&sources)
            .args(["build", "-mod=readonly", "-buildvcs=false", "-trimpath", "-ldflags", "-s -w", "-o"])
            .args([directory.join(name).as_os_str(), pinned.package.as_ref()]);
        process::run(&mut build, log, LIMIT)
    })?;
    Ok(format!("{name} {}, built from its Go modules", pinned.version))
}

/// Where it is, once it is built.
pub(crate) fn path(workspace: &Workspace, name: &str) -> PathBuf {
    workspace.tools().join(name).join(name)
}

#[derive(Debug, Eq, PartialEq)]
struct Pinned<'m> {
    package: &'m str,
    version: &'m str,
}

/// The tool's package, and the version of the module that it is in.
fn pinned(module: &str) -> Option<Pinned<'_>> {
    let package = module.lines().find_map(|line| line.strip_prefix("tool "))?.trim();
    let versions = module.lines().filter_map(|line| {
        let line = line.trim_start_matches("require").trim();
        let (path, rest) = line.split_once(' ')?;
        let holds = package.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        let version = rest.split_whitespace().next()?.strip_prefix('v')?;
        holds.then_some((path.len(), version))
    });
    let (_, version) = versions.max_by_key(|(length, _)| *length)?;
    Some(Pinned { package, version })
}

#[cfg(test)]
mod tests {
    use super::{Pinned, pinned};

    #[test]
    fn the_version_is_that_of_the_tools_own_module() {
        let module = "module x\n\ntool example.com/tool/cmd/tool\n\nrequire (\n\texample.com/to v9.0.0 // indirect\n\texample.com/tool v1.2.3 // indirect\n)\n";
        let expected = Pinned { package: "example.com/tool/cmd/tool", version: "1.2.3" };
        assert_eq!(pinned(module), Some(expected));
        assert_eq!(pinned("module x\n\nrequire example.com/tool v1.2.3\n"), None);
    }
}
