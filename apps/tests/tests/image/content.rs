//! What is in an image, and what is not.

use std::{
    collections::BTreeSet,
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::{Value, json};
use service_tests::fault::say;

pub(super) const SERVICES: [&str; 2] = ["patient-service", "appointment-service"];
pub(super) const ARCHITECTURES: [&str; 2] = ["arm64", "x86-64"];
/// Bytes of a program as pipelines build it; `apps/image/build.sh` refuses a larger one, too.
const LARGEST: u64 = 9_000_000;
/// Bytes of a program that `apps/tests/image.sh` links in half the time, since it is only run under emulation.
const LARGEST_THIN: u64 = 9_500_000;

/// An image, as `apps/image/build.sh` leaves it.
pub(super) struct Image {
    pub(super) folder: PathBuf,
    manifest: Value,
    config: Value,
}

impl Image {
    pub(super) fn of(architecture: &str, service: &str) -> Self {
        Self::open(Path::new(&env::var("IMAGES").unwrap()).join(architecture).join(service))
    }

    fn open(folder: PathBuf) -> Self {
        let read = |path: &Path| serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
        let manifest: Value = read(&folder.join("image/manifest.json"));
        let config = read(&folder.join("image").join(hex(&manifest["config"]["digest"])));
        Self { folder, manifest, config }
    }

    /// Unpacks its only layer, as a container runtime would.
    pub(super) fn unpack(&self, root: &Path) {
        let layers = self.manifest["layers"].as_array().unwrap();
        assert_eq!(layers.len(), 1, "one layer");
        let layer = self.folder.join("image").join(hex(&layers[0]["digest"]));
        let unpacked = Command::new("tar").arg("-xpf").arg(layer).arg("-C").arg(root).status().unwrap();
        assert!(unpacked.success());
    }
}

fn hex(digest: &Value) -> &str {
    digest.as_str().unwrap().strip_prefix("sha256:").unwrap()
}

/// The environment of the infrastructure decides what is deployed; it must be one of those that are tested.
#[test]
fn the_architecture_that_environments_name_is_tested() {
    let defaults = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../environments/shared/defaults.toml");
    let defaults = fs::read_to_string(defaults).unwrap();
    let line = defaults.lines().find(|line| line.starts_with("architecture = ")).unwrap();
    let named = line.split('"').nth(1).unwrap();
    assert!(ARCHITECTURES.contains(&named), "{named}");
}

#[test]
fn an_image_is_one_program_and_says_how_to_run_it() {
    for architecture in ARCHITECTURES {
        for service in SERVICES {
            let image = Image::of(architecture, service);
            let platform = if architecture == "arm64" { "arm64" } else { "amd64" };
            assert_eq!(
                (&image.config["architecture"], &image.config["os"]),
                (&json!(platform), &json!("linux"))
            );
            let config = &image.config["config"];
            assert_eq!(config["Entrypoint"], json!(["/app"]));
            assert_eq!(config["User"], "65532:65532");
            assert_eq!(config["Labels"]["org.opencontainers.image.title"], service);
            let digest = fs::read_to_string(image.folder.join("digest")).unwrap();
            let manifest =
                Command::new("sha256sum").arg(image.folder.join("image/manifest.json")).output().unwrap();
            let manifest = String::from_utf8(manifest.stdout).unwrap();
            assert_eq!(digest.trim(), format!("sha256:{}", manifest.split(' ').next().unwrap()));

            let root = tempfile::tempdir().unwrap();
            image.unpack(root.path());
            let files: Vec<_> =
                fs::read_dir(root.path()).unwrap().map(|file| file.unwrap().file_name()).collect();
            assert_eq!(files, ["app"]);
            let app = fs::read(root.path().join("app")).unwrap();
            say(format_args!("{service} for {architecture}: {} bytes", app.len()));
            let foreign = (architecture == "arm64") != cfg!(target_arch = "aarch64");
            let largest = if foreign { LARGEST_THIN } else { LARGEST };
            assert!((app.len() as u64) <= largest, "{} bytes", app.len());
            assert!(app == fs::read(image.folder.join("app")).unwrap(), "not the program that was tested");
        }
    }
}

/// What no scanner sees in a static program unless it is put there.
#[test]
fn the_program_says_what_it_is_made_of() {
    for architecture in ARCHITECTURES {
        for service in SERVICES {
            let image = Image::of(architecture, service);
            let sbom: Value =
                serde_json::from_slice(&fs::read(image.folder.join("sbom.cdx.json")).unwrap()).unwrap();
            assert_eq!(sbom["bomFormat"], "CycloneDX");
            let components = sbom["components"].as_array().unwrap();
            let names: BTreeSet<_> = components.iter().map(|one| one["name"].as_str().unwrap()).collect();
            for name in ["axum", "aws-lc-sys", "libsqlite3-sys", "mimalloc", "rustls", "sqlx", "tokio"] {
                assert!(names.contains(name), "{service} for {architecture} does not say that it has {name}");
            }
            assert!(!names.contains("proptest"), "what only tests need is not in the program");
        }
    }
}

/// It has no files to look trust up in, so trust is inside; and it unwinds, so that one panic is one answer of 500. It
/// names no folder of the machine that built it.
#[test]
fn the_program_carries_what_it_trusts_and_can_unwind() {
    for architecture in ARCHITECTURES {
        for service in SERVICES {
            let app = fs::read(Image::of(architecture, service).folder.join("app")).unwrap();
            let has = |text: &str| memmem(&app, text.as_bytes());
            assert!(has("# Amazon RDS us-east-1 Root CA RSA2048 G1"), "the roots of Amazon RDS");
            assert!(has("Amazon Root CA 1") && has("ISRG Root X1"), "public roots");
            assert!(has(".gcc_except_table"), "unwinding");
            let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().display().to_string();
            let home = env::var("HOME").unwrap();
            for folder in [workspace, format!("{home}/.cargo"), format!("{home}/.rustup")] {
                assert!(!has(&folder), "{service} for {architecture} names {folder}");
            }
        }
    }
}

fn memmem(haystack: &[u8], needle: &[u8]) -> bool {
    haystack.windows(needle.len()).any(|window| window == needle)
}

/// Packed again from the same program, somewhere else and later.
#[test]
fn the_same_inputs_give_the_same_digest() {
    let again = tempfile::tempdir().unwrap();
    let architecture = ARCHITECTURES[usize::from(cfg!(target_arch = "x86_64"))];
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../image/build.sh");
    let built = Command::new(script).arg(architecture).arg(again.path()).status().unwrap();
    assert!(built.success());
    for service in SERVICES {
        let first = fs::read_to_string(Image::of(architecture, service).folder.join("digest")).unwrap();
        let second = fs::read_to_string(again.path().join(service).join("digest")).unwrap();
        assert_eq!(first, second, "{service}");
        let sbom = |folder: &Path| fs::read(folder.join("sbom.cdx.json")).unwrap();
        assert_eq!(sbom(&Image::of(architecture, service).folder), sbom(&again.path().join(service)));
    }
}
