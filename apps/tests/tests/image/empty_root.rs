//! An empty root, read-only, with nothing in it but the image and a `/tmp`; and the user that the image names.

use std::{
    fs,
    net::TcpListener,
    os::unix::fs::PermissionsExt as _,
    path::Path,
    process::{Child, Command, ExitStatus, Stdio},
    thread,
    time::{Duration, Instant},
};

use tempfile::TempDir;

use super::content::Image;

/// An image, unpacked.
pub(super) struct EmptyRoot {
    root: TempDir,
    /// What runs programs of another architecture, inside the root. Nothing, where the image is of this machine's own.
    emulator: Option<&'static str>,
}

/// A program that is running in it.
pub(super) struct Inside {
    child: Child,
    pub(super) port: u16,
}

impl EmptyRoot {
    pub(super) fn of(architecture: &str, service: &str) -> Self {
        let root = tempfile::tempdir().unwrap();
        fs::set_permissions(root.path(), fs::Permissions::from_mode(0o755)).unwrap();
        Image::of(architecture, service).unpack(root.path());
        fs::create_dir(root.path().join("tmp")).unwrap();
        let native = (architecture == "arm64") == cfg!(target_arch = "aarch64");
        let emulator = (!native).then(|| {
            let machine = if architecture == "arm64" { "aarch64" } else { "x86_64" };
            let emulator = format!("/usr/bin/qemu-{machine}-static");
            fs::copy(&emulator, root.path().join("emulator"))
                .unwrap_or_else(|error| panic!("{emulator}: {error}"));
            "/emulator"
        });
        Self { root, emulator }
    }

    /// A command in it, as the user. The mounts are in a name space of their own, and gone with it.
    fn command(&self, arguments: &[&str], environment: &[(&str, &str)]) -> Command {
        let prepare = r#"
            mount --bind "$1" "$1" && mount -t tmpfs -o mode=1777 tmpfs "$1/tmp" && mount -o remount,bind,ro "$1"
            root=$1; shift
            exec chroot --userspec=65532:65532 --groups= "$root" "$@"
        "#;
        let mut command = Command::new("unshare");
        command.args(["--mount", "--", "sh", "-euc", prepare, "sh"]).arg(self.path());
        command.args(self.emulator).arg("/app").args(arguments);
        command.env_clear().env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
        command.envs(environment.iter().copied());
        command
    }

    /// One command that ends.
    pub(super) fn run(&self, arguments: &[&str], environment: &[(&str, &str)]) -> (ExitStatus, String) {
        let output = self.command(arguments, environment).output().unwrap();
        let text = [output.stdout, output.stderr].concat();
        (output.status, String::from_utf8_lossy(&text).into_owned())
    }

    /// The service, with TLS as in the cloud, healthy.
    pub(super) fn serve(&self, environment: &[(&str, &str)]) -> Inside {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let listen = format!("127.0.0.1:{port}");
        let own = [("LISTEN_ADDR", listen.as_str()), ("TLS", "on")];
        let environment = [&own, environment].concat();
        let healthy = || self.run(&["healthcheck"], &environment).0.success();
        assert!(!healthy(), "the health check says yes to nothing");
        let child = self.command(&[], &environment).stdout(Stdio::null()).spawn().unwrap();
        let mut inside = Inside { child, port };
        let began = Instant::now();
        while !healthy() {
            assert!(inside.child.try_wait().unwrap().is_none(), "it ended");
            assert!(began.elapsed() < Duration::from_secs(30), "it is not healthy");
            thread::sleep(Duration::from_millis(50));
        }
        inside
    }

    pub(super) fn path(&self) -> &Path {
        self.root.path()
    }
}

impl Inside {
    /// Asks with curl: status and body.
    pub(super) fn ask(&self, method: &str, path: &str, token: &str, body: Option<&str>) -> (u16, String) {
        let mut curl = Command::new("curl");
        curl.args(["-sk", "--max-time", "20", "-X", method, "-w", "\n%{http_code}"]);
        curl.args(["-H", &format!("Authorization: Bearer {token}")]);
        if let Some(body) = body {
            curl.args(["-H", "Content-Type: application/json", "--data-binary", body]);
        }
        let output = curl.arg(format!("https://127.0.0.1:{}{path}", self.port)).output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        let (body, status) = text.rsplit_once('\n').unwrap();
        (status.parse().unwrap(), body.to_owned())
    }

    /// The users and groups that it really runs as: real, effective, saved, and of files.
    pub(super) fn user(&self) -> Vec<String> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let lines = status.lines().filter(|line| line.starts_with("Uid:") || line.starts_with("Gid:"));
        lines.flat_map(|line| line.split_whitespace().skip(1).map(str::to_owned)).collect()
    }

    /// SIGTERM, and how it ended.
    pub(super) fn stop(mut self) -> ExitStatus {
        Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().unwrap();
        self.child.wait().unwrap()
    }
}

impl Drop for Inside {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
