//! The only room that touches the disk.

use std::fs;
use std::io;
use std::path::Path;

use aws::limits::Refused;

use crate::problem::{Location, Problem, Problems, Severity};
use crate::read::Source;
use crate::workspace::DIRECTORY;

/// A thousand services take a tenth of this.
const LARGEST: u64 = 4 << 20;

/// The names of the TOML files in a directory, sorted.
pub(crate) fn list(directory: &Path) -> Result<Vec<String>, Problems> {
    let listed = || -> io::Result<Vec<String>> {
        let mut names = Vec::new();
        for entry in fs::read_dir(directory)? {
            let path = entry?.path();
            if path.extension().is_some_and(|extension| extension == "toml") {
                names.extend(path.file_name().and_then(|name| name.to_str()).map(str::to_owned));
            }
        }
        names.sort();
        Ok(names)
    };
    listed().map_err(|error| {
        let refused = match error.kind() {
            io::ErrorKind::NotFound => Refused::new("there is no such directory"),
            _ => Refused::new(format!("the directory cannot be listed: {error}")),
        };
        problem(DIRECTORY, refused.hint("run this in the root of the workspace, where `environments/` is"))
            .into()
    })
}

/// The text of a file, whose name is seen from the root.
pub(crate) fn read(root: &Path, name: &str) -> Result<Source, Box<Problem>> {
    let path = root.join(name);
    let refuse = |refused| Err(Box::new(problem(name, refused)));
    let size = match fs::metadata(&path) {
        Ok(metadata) if !metadata.is_file() => {
            return refuse(Refused::new("this is no file, but a directory or a device"));
        }
        Ok(metadata) => metadata.len(),
        Err(error) => return Err(Box::new(failed(name, &error))),
    };
    if size > LARGEST {
        let refused = Refused::new(format!("the file has {} MiB", size >> 20));
        return refuse(refused.allowed(format!("at most {} MiB", LARGEST >> 20)));
    }
    let bytes = fs::read(&path).map_err(|error| Box::new(failed(name, &error)))?;
    let text = String::from_utf8(bytes).map_err(|error| Box::new(not_utf8(name, &error)))?;
    Ok(Source::new(name, text))
}

fn not_utf8(name: &str, error: &std::string::FromUtf8Error) -> Problem {
    let at = error.utf8_error().valid_up_to();
    let text = String::from_utf8_lossy(error.as_bytes());
    let location = Source::new(name, text).locate(&(at..at + 1));
    let refused = Refused::new("the file is not UTF-8 from here on").hint("save it as UTF-8");
    Problem::new(Severity::Error, String::new(), refused, Some(location))
}

fn failed(name: &str, error: &io::Error) -> Problem {
    match error.kind() {
        io::ErrorKind::NotFound => missing(name),
        _ => problem(name, Refused::new(format!("the file cannot be read: {error}"))),
    }
}

/// A file that is not there.
pub(crate) fn missing(name: &str) -> Problem {
    problem(name, Refused::new("there is no such file"))
}

/// A problem with a whole file.
pub(crate) fn problem(name: &str, refused: Refused) -> Problem {
    Problem::new(Severity::Error, String::new(), refused, Some(Location { file: name.into(), excerpt: None }))
}
