//! The repository, copies of it, and the program.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{fs, io};

use environment::Workspace;
use render::Files;

/// The repository's root.
pub(crate) fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// A directory with a copy of `environments/`, gone when dropped.
pub(crate) struct Copy(tempfile::TempDir);

impl Copy {
    pub(crate) fn new() -> Self {
        let directory = tempfile::tempdir().unwrap();
        copy(&repository().join("environments"), &directory.path().join("environments")).unwrap();
        Self(directory)
    }

    pub(crate) fn path(&self, relative: &str) -> PathBuf {
        self.0.path().join(relative)
    }

    pub(crate) fn read(&self, relative: &str) -> String {
        fs::read_to_string(self.path(relative)).unwrap()
    }

    pub(crate) fn write(&self, relative: &str, text: &str) {
        fs::create_dir_all(self.path(relative).parent().unwrap()).unwrap();
        fs::write(self.path(relative), text).unwrap();
    }

    /// Replaces `old`, which must be there, in a file.
    pub(crate) fn edit(&self, relative: &str, old: &str, new: &str) {
        let text = self.read(relative);
        assert!(text.contains(old), "`{relative}` does not hold `{old}`");
        self.write(relative, &text.replacen(old, new, 1));
    }

    /// Runs the program here and says everything that a user would see.
    pub(crate) fn iac(&self, arguments: &[&str]) -> String {
        let output = Command::new(env!("CARGO_BIN_EXE_iac"))
            .args(arguments)
            .current_dir(self.0.path())
            .env_clear()
            .output()
            .unwrap();
        let mut seen = String::new();
        let code = output.status.code().map_or("none".to_owned(), |code| code.to_string());
        writeln!(seen, "exit code: {code}").unwrap();
        writeln!(seen, "----- stdout -----\n{}", String::from_utf8(output.stdout).unwrap()).unwrap();
        writeln!(seen, "----- stderr -----\n{}", String::from_utf8(output.stderr).unwrap()).unwrap();
        let place = self.0.path().canonicalize().unwrap();
        seen.replace(&place.display().to_string(), "[REPOSITORY]")
    }

    /// Every file below `relative`, with its content.
    pub(crate) fn tree(&self, relative: &str) -> Files {
        let mut files = Files::new();
        let mut open = vec![self.path(relative)];
        while let Some(directory) = open.pop() {
            for entry in fs::read_dir(directory).into_iter().flatten() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    open.push(path);
                } else {
                    let name = path.strip_prefix(self.0.path()).unwrap().display().to_string();
                    files.insert(name, fs::read_to_string(path).unwrap());
                }
            }
        }
        files
    }
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        if entry.path().is_dir() {
            copy(&entry.path(), &to.join(entry.file_name()))?;
        } else {
            fs::copy(entry.path(), to.join(entry.file_name()))?;
        }
    }
    Ok(())
}

/// The files of a root, composed by the libraries alone.
pub(crate) fn files(workspace: &Workspace, root: &str) -> Files {
    if root == "bootstrap" {
        let bootstrap = workspace.bootstrap().unwrap_or_else(|problems| panic!("{problems}"));
        let environments = workspace.load_all().unwrap_or_else(|problems| panic!("{problems}"));
        let composed = platform::compose_bootstrap(&bootstrap, &environments);
        return render::bootstrap(&bootstrap, composed).unwrap().prove().unwrap().files;
    }
    let environment = workspace.load(root).unwrap_or_else(|problems| panic!("{problems}"));
    let composed = platform::compose(&environment);
    render::environment(&environment, composed).unwrap().prove().unwrap().files
}

/// The text of an environment file as committed.
pub(crate) fn committed(relative: &str) -> String {
    fs::read_to_string(repository().join("environments").join(relative)).unwrap()
}
