//! The programs themselves, as processes. All that they print is searched for personal data.

use std::{
    collections::BTreeMap,
    io::{BufRead as _, BufReader, Read, Write as _},
    net::TcpStream,
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
    sync::{Mutex, mpsc},
    thread,
    time::Duration,
};

use crate::log;

/// The program of this name: from the images in the folder `SERVICE_IMAGES`, where that is set; else built like this
/// test.
pub fn program(name: &str) -> PathBuf {
    static BUILT: Mutex<BTreeMap<String, PathBuf>> = Mutex::new(BTreeMap::new());
    if let Some(images) = std::env::var_os("SERVICE_IMAGES") {
        return PathBuf::from(images).join(name).join("app");
    }
    let mut built = BUILT.lock().unwrap();
    built.entry(name.to_owned()).or_insert_with(|| build(name)).clone()
}

fn build(name: &str) -> PathBuf {
    let this = std::env::current_exe().unwrap();
    let folder = this.ancestors().nth(2).unwrap();
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["build", "--quiet", "--package", name]);
    cargo.arg("--target-dir").arg(folder.parent().unwrap());
    if folder.ends_with("release") {
        cargo.arg("--release");
    }
    assert!(cargo.status().unwrap().success(), "cannot build {name}");
    folder.join(name)
}

/// A command of a program, with nothing in its environment but what a test puts there.
pub fn command(name: &str, arguments: &[&str]) -> Command {
    command_of(&program(name), arguments)
}

/// The same of a program somewhere.
pub fn command_of(program: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.args(arguments).env_clear();
    command
}

/// A service that is running.
pub struct Running {
    child: Child,
    /// Where it listens.
    pub url: String,
    lines: mpsc::Receiver<String>,
}

impl Running {
    /// Starts it and waits for the line that says where it listens.
    pub fn start(mut command: Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::inherit()).spawn().unwrap();
        let (sender, lines) = mpsc::channel();
        let stdout = BufReader::new(child.stdout.take().unwrap());
        thread::spawn(move || {
            for line in stdout.lines().map_while(Result::ok) {
                log::check(&line);
                if sender.send(line).is_err() {
                    return;
                }
            }
        });
        let url = loop {
            let line = lines.recv_timeout(Duration::from_secs(20)).expect("it does not say where it listens");
            if let Some(url) =
                line.split('"').find(|part| part.starts_with("http://") || part.starts_with("https://"))
                && line.contains("is listening")
            {
                break url.to_owned();
            }
        };
        Self { child, url, lines }
    }

    /// The port.
    pub fn port(&self) -> u16 {
        self.url.rsplit(':').next().unwrap().parse().unwrap()
    }

    /// Its process id.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Sends SIGTERM.
    pub fn terminate(&self) {
        self.signal("-TERM");
    }

    /// Sends SIGKILL: it ends at once, and can do nothing about it.
    pub fn kill(&self) {
        self.signal("-KILL");
    }

    fn signal(&self, signal: &str) {
        let status = Command::new("kill").args([signal, &self.id().to_string()]).status().unwrap();
        assert!(status.success());
    }

    /// Waits until it has ended, and returns how and what it said since it listened.
    pub fn wait(mut self) -> (ExitStatus, Vec<String>) {
        let status = self.child.wait().unwrap();
        (status, self.lines.iter().collect())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Sends bytes to a plain port and returns all that comes back.
pub fn raw(port: u16, request: &[u8]) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    stream.write_all(request).unwrap();
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}
