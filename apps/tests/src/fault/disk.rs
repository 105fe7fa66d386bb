//! A disk that is soon full.

use std::{
    fs::{self, File},
    io::{ErrorKind, Write as _},
    path::{Path, PathBuf},
    process::Command,
};

use tempfile::TempDir;

/// A file system in memory, of a few megabytes; gone when this is dropped.
pub struct SmallDisk {
    folder: TempDir,
}

impl SmallDisk {
    /// Mounts one of this size.
    pub fn mount(size: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", &format!("size={size}"), "small-disk"])
            .arg(folder.path())
            .output()
            .unwrap();
        let why = String::from_utf8_lossy(&mounted.stderr);
        assert!(
            mounted.status.success(),
            "a full disk needs a file system of its own, and mount says: {why}; run this as root, or below \
             `unshare --map-root-user --mount`"
        );
        Self { folder }
    }

    /// Where it is mounted.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Fills what is left with a file, and says how many bytes that were.
    pub fn fill(&self) -> u64 {
        let mut file = File::create(self.filler()).unwrap();
        let mut filled = 0;
        for piece in [64 * 1024, 4096, 1] {
            let bytes = vec![b'x'; piece];
            loop {
                match file.write(&bytes) {
                    Ok(0) => break,
                    Ok(written) => filled += written as u64,
                    Err(error) => {
                        assert_eq!(error.kind(), ErrorKind::StorageFull, "{error}");
                        break;
                    }
                }
            }
        }
        filled
    }

    /// Makes room again.
    pub fn empty(&self) {
        fs::remove_file(self.filler()).unwrap();
    }

    fn filler(&self) -> PathBuf {
        self.path().join("filler")
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("--lazy").arg(self.path()).status();
    }
}
