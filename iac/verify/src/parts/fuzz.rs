//! The check of `iac check` on files that nobody would write: libFuzzer changes seeds, for a bounded time, on stable Rust.

use std::env;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, bail, ensure};

use crate::log::Log;
use crate::process;
use crate::workspace::Workspace;

/// Everything is compiled once more, instrumented.
const BUILD_LIMIT: Duration = Duration::from_mins(20);
/// How long inputs are made for a target.
const SECONDS: u32 = 15;
/// An input that takes so many seconds is a hang: by the clock, of which a busy machine may give a program very little.
const HANG: u32 = 60;
/// On a machine that is busy with other things it is done again, so often, until there were inputs enough.
const ROUNDS: u32 = 8;
/// A run may take longer than it should by its last input.
const RUN_LIMIT: Duration = Duration::from_mins(5);
/// Fewer inputs, or fewer edges of the program, and nothing was tried: the target refuses everything, or is not instrumented.
const FEWEST: Tried = Tried { inputs: 100, edges: 8_000 };
/// How much of an input that the check falls over is shown.
const SHOWN: usize = 2_000;

/// What a run of libFuzzer came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Tried {
    inputs: u64,
    edges: u64,
}

pub(crate) fn run(workspace: &Workspace, log: &mut Log) -> anyhow::Result<String> {
    let compiler = env::var("CXX").unwrap_or_else(|_| "c++".to_owned());
    process::output(workspace.command(&compiler).arg("--version"))
        .context("libFuzzer is C++, so install a compiler: `apt-get install g++`")?;
    let programs = build(workspace, log)?;
    find_planted(workspace, log, &programs)?;
    let Tried { inputs, edges } =
        fuzz(workspace, log, &programs.join("check"), FEWEST.inputs)?.map_err(|input| {
            anyhow::anyhow!("`iac check` falls over a file{}", again(workspace, &programs, &input))
        })?;
    let least = FEWEST;
    ensure!(
        inputs >= least.inputs && edges >= least.edges,
        "only {inputs} inputs were tried and {edges} edges reached, which is less than {} and {}",
        least.inputs,
        least.edges
    );
    Ok(format!("{inputs} inputs reached {edges} edges; a planted mistake was found"))
}

/// Builds the targets, and says where they are.
fn build(workspace: &Workspace, log: &mut Log) -> anyhow::Result<PathBuf> {
    let version = process::output(workspace.command("rustc").arg("-vV"))?;
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).context("rustc names no host")?;
    let cargo = |arguments: &[&str]| {
        let mut cargo = workspace.background_command("cargo");
        // Its own flags are in its own configuration; those of the environment would replace them.
        cargo.current_dir(sources(workspace)).env_remove("RUSTFLAGS").args(arguments);
        cargo
    };
    process::run(&mut cargo(&["fmt", "--check"]), log, BUILD_LIMIT)?;
    process::run(&mut cargo(&["build", "--release", "--locked", "--target", host]), log, BUILD_LIMIT)?;
    Ok(workspace.root().join("target/fuzz").join(host).join("release"))
}

/// A fuzzer that finds nothing may be blind: this one finds a mistake that was planted, and not in the seeds themselves.
fn find_planted(workspace: &Workspace, log: &mut Log, programs: &Path) -> anyhow::Result<()> {
    let mut seeds = workspace.background_command(programs.join("planted"));
    seeds.current_dir(sources(workspace)).args(["-runs=0", "seeds"]);
    process::run(&mut seeds, log, RUN_LIMIT).context("a seed has the planted mistake already")?;
    match fuzz(workspace, log, &programs.join("planted"), u64::MAX)? {
        Err(_) => Ok(()),
        Ok(Tried { inputs, .. }) => {
            bail!("the planted mistake was not found by {inputs} inputs: who finds that finds nothing")
        }
    }
}

/// Runs a target until it was tried with so many inputs; the input that it falls over is the inner error.
fn fuzz(
    workspace: &Workspace,
    log: &mut Log,
    program: &Path,
    enough: u64,
) -> anyhow::Result<Result<Tried, PathBuf>> {
    let name = program.file_name().context("a target has no name")?;
    let kept = workspace.scratch().join("fuzz").join(name);
    if kept.exists() {
        fs::remove_dir_all(&kept).with_context(|| format!("cannot remove `{}`", kept.display()))?;
    }
    let (corpus, fallen) = (kept.join("corpus"), kept.join("fallen-over"));
    for directory in [&corpus, &fallen] {
        fs::create_dir_all(directory).with_context(|| format!("cannot make `{}`", directory.display()))?;
    }
    let mut all = Tried { inputs: 0, edges: 0 };
    for _ in 0..ROUNDS {
        let before = log.text()?.len();
        let mut fuzzer = fuzzer(workspace, program);
        fuzzer
            .arg(format!("-max_total_time={SECONDS}"))
            .args(["-max_len=8192", "-dict=dictionary.txt", "-print_final_stats=1"])
            .arg(format!("-artifact_prefix={}/", fallen.display()))
            // What is found goes into the first.
            .args([corpus.as_path(), Path::new("seeds")]);
        let ran = process::run(&mut fuzzer, log, RUN_LIMIT);
        if let Some(input) = fs::read_dir(&fallen).context("cannot see what the target fell over")?.next() {
            let input = input?.path();
            log.line(&shown(&input)?)?;
            return Ok(Err(input));
        }
        ran?;
        let said = log.text()?;
        let said = said.get(before..).unwrap_or_default();
        let Tried { inputs, edges } = tried(said).context("libFuzzer does not say what it tried")?;
        all = Tried { inputs: all.inputs + inputs, edges: all.edges.max(edges) };
        if all.inputs >= enough {
            break;
        }
    }
    Ok(Ok(all))
}

/// A target in the crate's directory, with what holds for every run.
fn fuzzer(workspace: &Workspace, program: &Path) -> Command {
    let mut fuzzer = workspace.background_command(program);
    fuzzer
        .current_dir(sources(workspace))
        .args([format!("-timeout={HANG}"), format!("-report_slow_units={HANG}")]);
    fuzzer
}

fn sources(workspace: &Workspace) -> PathBuf {
    workspace.root().join("iac/check/fuzz")
}

/// What to do with an input.
fn again(workspace: &Workspace, programs: &Path, input: &Path) -> String {
    let relative = |path: &Path| path.strip_prefix(workspace.root()).unwrap_or(path).display().to_string();
    let (program, input) = (relative(&programs.join("check")), relative(input));
    format!("; again: `{program} {input}`; keep it below `iac/check/fuzz/seeds` when it is mended")
}

/// The input, as much as fits, with everything escaped that a terminal would not show.
fn shown(input: &Path) -> anyhow::Result<String> {
    let bytes = fs::read(input).with_context(|| format!("cannot read `{}`", input.display()))?;
    let mut text = format!("the input, of {} bytes: ", bytes.len());
    for byte in bytes.iter().take(SHOWN) {
        write!(text, "{}", byte.escape_ascii())?;
    }
    if bytes.len() > SHOWN {
        text.push_str(" …");
    }
    Ok(text)
}

/// What the closing lines of libFuzzer say.
fn tried(said: &str) -> Option<Tried> {
    let inputs = said.lines().find_map(|line| line.strip_prefix("stat::number_of_executed_units:"))?;
    let edges = said.lines().rfind(|line| line.starts_with('#') && line.contains(" cov: "))?;
    let edges = edges.split_once(" cov: ")?.1.split_whitespace().next()?;
    Some(Tried { inputs: inputs.trim().parse().ok()?, edges: edges.parse().ok()? })
}

#[cfg(test)]
mod tests {
    use super::{Tried, shown, tried};

    #[test]
    fn closing_lines_are_read() {
        let said = "INFO: Seed: 1\n#21\tINITED cov: 8000 ft: 9000 corp: 21/30Kb exec/s: 0 rss: 80Mb\n\
                    #1234\tDONE   cov: 12345 ft: 30000 corp: 300/400Kb lim: 8192 exec/s: 82 rss: 99Mb\n\
                    Done 1234 runs in 15 second(s)\nstat::number_of_executed_units: 1234\nstat::peak_rss_mb: 99\n";
        assert_eq!(tried(said), Some(Tried { inputs: 1234, edges: 12345 }));
        assert_eq!(tried("stat::number_of_executed_units: 1234\n"), None);
        assert_eq!(tried("#21\tINITED cov: 8000 ft: 9000\n"), None);
    }

    #[test]
    fn an_input_is_shown_without_what_a_terminal_would_obey() {
        let path = std::env::temp_dir().join(format!("verify-fuzz-{}", std::process::id()));
        std::fs::write(&path, b"{\"a\": \"\x1b[31m\xff\"}\n").unwrap();
        let text = shown(&path).unwrap();
        std::fs::write(&path, "x".repeat(5_000)).unwrap();
        let long = shown(&path).unwrap();
        std::fs::remove_file(&path).unwrap();
        assert_eq!(text, r#"the input, of 16 bytes: {\"a\": \"\x1b[31m\xff\"}\n"#);
        assert!(long.ends_with("xx …") && long.len() < 2_100, "{long}");
    }
}
