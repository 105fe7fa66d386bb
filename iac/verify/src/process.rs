//! Running other programs: into a log, and never for ever.

use std::collections::HashMap;
use std::io::Read;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, bail};

use crate::log::Log;

const POLL: Duration = Duration::from_millis(20);

/// Runs the command with its output in the log; another exit code than 0 is an error, so is a longer run than `limit`.
///
/// The command's standard input is a pipe that closes when this process ends, however it ends: the programs that
/// start servers watch it.
pub(crate) fn run(command: &mut Command, log: &mut Log, limit: Duration) -> anyhow::Result<()> {
    let shown = shown(command);
    log.line(&format!("$ {shown}"))?;
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(log.handle()?)
        .stderr(log.handle()?)
        .spawn()
        .with_context(|| format!("cannot start `{shown}`"))?;
    let started = Instant::now();
    loop {
        if let Some(status) = child.try_wait().with_context(|| format!("lost sight of `{shown}`"))? {
            if status.success() {
                return Ok(());
            }
            bail!("`{shown}` failed ({status})");
        }
        if started.elapsed() > limit {
            stop(&mut child);
            bail!("`{shown}` was stopped after {} s", limit.as_secs());
        }
        thread::sleep(POLL);
    }
}

/// What a quick command prints on standard output.
pub(crate) fn output(command: &mut Command) -> anyhow::Result<String> {
    let shown = shown(command);
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .with_context(|| format!("cannot start `{shown}`"))?;
    let mut text = String::new();
    if let Some(mut stdout) = child.stdout.take() {
        stdout.read_to_string(&mut text).with_context(|| format!("cannot read what `{shown}` prints"))?;
    }
    let status = child.wait().with_context(|| format!("lost sight of `{shown}`"))?;
    if !status.success() {
        bail!("`{shown}` failed ({status})");
    }
    Ok(text.trim_end().to_owned())
}

/// The command as one would type it where it runs.
fn shown(command: &Command) -> String {
    let here = command.get_current_dir();
    let words = std::iter::once(command.get_program()).chain(command.get_args()).map(|word| {
        let path = Path::new(word);
        here.and_then(|here| path.strip_prefix(here).ok()).unwrap_or(path).to_string_lossy().into_owned()
    });
    words.collect::<Vec<_>>().join(" ")
}

/// Ends the child and all that it started.
fn stop(child: &mut Child) {
    let family = descendants(child.id());
    let mut kill = Command::new("kill");
    kill.arg("-KILL").args(family.iter().map(u32::to_string));
    // Each may be gone by now, and the child itself is ended below in any case.
    let _ = kill.stdout(Stdio::null()).stderr(Stdio::null()).status();
    let _ = child.kill();
    let _ = child.wait();
}

/// The processes below this one, found as `ps` lists them; none where there is no `ps`.
fn descendants(of: u32) -> Vec<u32> {
    let listing = output(Command::new("ps").args(["-A", "-o", "pid=,ppid="])).unwrap_or_default();
    let mut children: HashMap<u32, Vec<u32>> = HashMap::new();
    for line in listing.lines() {
        let mut numbers = line.split_whitespace().filter_map(|word| word.parse().ok());
        if let (Some(pid), Some(parent)) = (numbers.next(), numbers.next()) {
            children.entry(parent).or_default().push(pid);
        }
    }
    let mut found = vec![];
    let mut next = vec![of];
    while let Some(parent) = next.pop() {
        let below = children.remove(&parent).unwrap_or_default();
        found.extend(&below);
        next.extend(below);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(script: &str, limit: Duration) -> (anyhow::Result<()>, String) {
        let path = std::env::temp_dir().join(format!(
            "verify-process-{}-{:?}",
            std::process::id(),
            thread::current().id()
        ));
        let mut log = Log::create(path).unwrap();
        let result = run(Command::new("sh").args(["-c", script]), &mut log, limit);
        let text = log.text().unwrap();
        std::fs::remove_file(log.path()).unwrap();
        (result, text)
    }

    #[test]
    fn the_log_has_both_streams() {
        let (result, text) = shell("echo out; echo err >&2", Duration::from_secs(10));
        result.unwrap();
        assert!(text.ends_with("out\nerr\n"), "{text}");
    }

    #[test]
    fn a_failure_names_the_command() {
        let (result, _) = shell("exit 3", Duration::from_secs(10));
        assert_eq!(result.unwrap_err().to_string(), "`sh -c exit 3` failed (exit status: 3)");
    }

    #[test]
    fn what_takes_too_long_is_stopped_with_all_that_it_started() {
        let (result, text) = shell("sleep 600 & echo $!; wait", Duration::from_millis(300));
        assert!(result.unwrap_err().to_string().contains("was stopped after"));
        let sleeper: u32 = text.lines().last().unwrap().parse().unwrap();
        let listed = Command::new("ps").args(["-o", "stat=", "-p", &sleeper.to_string()]).output().unwrap();
        let state = String::from_utf8(listed.stdout).unwrap();
        // One that nobody has buried yet is dead all the same.
        assert!(state.is_empty() || state.starts_with('Z'), "{state}");
    }
}
