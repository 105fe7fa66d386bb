//! The files of a directory that Terraform reads.

use std::fs;
use std::io;
use std::path::Path;

use crate::documents::{Source, Unreadable};

/// What Terraform would read of a directory.
#[derive(Debug, Default)]
pub struct Directory {
    /// The `*.tf.json`, by name.
    pub sources: Vec<Source>,
    /// The names of the `*.tf`, which are not read here.
    pub native: Vec<String>,
}

/// A directory that cannot be looked into.
#[derive(Debug)]
pub enum Unlisted {
    /// It is not there, or may not be read.
    Directory(io::Error),
    /// Files in it cannot be read.
    Files(Vec<Unreadable>),
}

impl Directory {
    /// Reads a directory; those below it are none of Terraform's business.
    ///
    /// # Errors
    /// If it is not there, or a file cannot be read or is not UTF-8.
    pub fn read(path: &Path) -> Result<Self, Unlisted> {
        let mut directory = Self::default();
        let mut unreadable = Vec::new();
        for entry in fs::read_dir(path).map_err(Unlisted::Directory)? {
            let entry = entry.map_err(Unlisted::Directory)?;
            let name = entry.file_name().to_string_lossy().into_owned();
            // Terraform skips directories, too, and what editors and shells leave behind.
            if name.starts_with('.') || entry.file_type().map_err(Unlisted::Directory)?.is_dir() {
                continue;
            }
            if has_ending(&name, ".tf") {
                directory.native.push(name);
            } else if has_ending(&name, ".tf.json") {
                match read(&entry.path()) {
                    Ok(text) => directory.sources.push(Source { name, text }),
                    Err(message) => unreadable.push(Unreadable::whole(name, message)),
                }
            }
        }
        if !unreadable.is_empty() {
            unreadable.sort_by(|a, b| a.file.cmp(&b.file));
            return Err(Unlisted::Files(unreadable));
        }
        directory.sources.sort_by(|a, b| a.name.cmp(&b.name));
        directory.native.sort();
        Ok(directory)
    }
}

fn has_ending(name: &str, ending: &str) -> bool {
    name.len() > ending.len() && name.ends_with(ending)
}

fn read(path: &Path) -> Result<String, String> {
    let unread = |error| format!("cannot be read: {error}");
    // Whoever opened a pipe would wait for somebody to write to it.
    if !fs::metadata(path).map_err(unread)?.is_file() {
        return Err("cannot be read: it is no file".to_owned());
    }
    let bytes = fs::read(path).map_err(unread)?;
    String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let line = error.as_bytes()[..valid].split(|byte| *byte == b'\n').count();
        format!("is not UTF-8: line {line}, byte {valid}")
    })
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{Directory, Unlisted};

    #[test]
    fn terraforms_files_are_read_in_order() {
        let directory = tempfile::tempdir().unwrap();
        for name in ["b.tf.json", "a.tf.json", "c.tf", ".x.tf.json", "y.tf.json~", "terraform.tfvars", ".tf"]
        {
            fs::write(directory.path().join(name), "{}").unwrap();
        }
        fs::create_dir(directory.path().join("d.tf.json")).unwrap();
        let read = Directory::read(directory.path()).unwrap();
        let names: Vec<&str> = read.sources.iter().map(|source| source.name.as_str()).collect();
        assert_eq!(names, ["a.tf.json", "b.tf.json"]);
        assert_eq!(read.native, ["c.tf"]);
    }

    #[test]
    fn what_cannot_be_read_is_said() {
        let directory = tempfile::tempdir().unwrap();
        fs::write(directory.path().join("a.tf.json"), b"{\n\"\xff\"}").unwrap();
        let Err(Unlisted::Files(unreadable)) = Directory::read(directory.path()) else {
            panic!("it was read")
        };
        assert_eq!(unreadable[0].to_string(), "a.tf.json: is not UTF-8: line 2, byte 3");
        assert!(matches!(Directory::read(&directory.path().join("no")), Err(Unlisted::Directory(_))));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_that_leads_to_no_file_is_no_file_less() {
        use std::os::unix::fs::symlink;
        let directory = tempfile::tempdir().unwrap();
        let place = |name: &str| directory.path().join(name);
        fs::write(place("a.tf.json"), "{}").unwrap();
        symlink(place("a.tf.json"), place("b.tf.json")).unwrap();
        assert_eq!(Directory::read(directory.path()).unwrap().sources.len(), 2);
        symlink(place("circle.tf.json"), place("circle.tf.json")).unwrap();
        symlink(place("nowhere"), place("dangling.tf.json")).unwrap();
        symlink(directory.path(), place("directory.tf.json")).unwrap();
        symlink("/dev/zero", place("endless.tf.json")).unwrap();
        let Err(Unlisted::Files(unreadable)) = Directory::read(directory.path()) else {
            panic!("it was read")
        };
        let files: Vec<&str> = unreadable.iter().map(|unreadable| unreadable.file.as_str()).collect();
        assert_eq!(files, ["circle.tf.json", "dangling.tf.json", "directory.tf.json", "endless.tf.json"]);
    }
}
