//! The one room that prints: a line when a job starts and ends, and the summary.

use std::io::Write;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use anstyle::{AnsiColor, Style};

use crate::job::{Job, Kind};
use crate::schedule::Outcome;

const GOOD: Style = AnsiColor::Green.on_default();
const BAD: Style = AnsiColor::Red.on_default().bold();
const QUIET: Style = Style::new().dimmed();

/// Jobs run side by side; their lines do not.
pub(crate) struct Report {
    started: Instant,
    lines: Mutex<()>,
}

impl Report {
    pub(crate) fn start() -> Self {
        Self { started: Instant::now(), lines: Mutex::new(()) }
    }

    pub(crate) fn list(&self, jobs: &[Job]) {
        for job in jobs.iter().filter(|job| job.kind == Kind::Part) {
            self.print(&format!("{:<17} {}", job.name, job.about));
        }
    }

    pub(crate) fn started(&self, job: &Job) {
        self.print(&format!(
            "{QUIET}start{QUIET:#}   {:<17}          {QUIET}{}{QUIET:#}",
            job.name, job.about
        ));
    }

    pub(crate) fn ended(&self, outcome: &Outcome) {
        let mut lines = vec![line(outcome)];
        if let Err(failure) = &outcome.result
            && let Some(log) = &failure.log
        {
            lines.extend(log.tail().lines().map(|line| format!("        {QUIET}|{QUIET:#} {line}")));
            lines.push(format!("        {QUIET}the whole log: {}{QUIET:#}", log.path().display()));
        }
        self.print(&lines.join("\n"));
    }

    /// Prints how everything ended; whether all parts passed.
    pub(crate) fn summary(&self, outcomes: &[Outcome]) -> bool {
        self.print("");
        for outcome in outcomes {
            self.print(&line(outcome));
        }
        let parts = || outcomes.iter().filter(|outcome| outcome.kind == Kind::Part);
        let failed = parts().filter(|outcome| outcome.result.is_err()).count();
        self.print(&format!("\nin {}", seconds(self.started.elapsed()).trim_start()));
        // Plain and alone on its line: machines read it.
        self.print(&format!("{} passed, {failed} failed", parts().count() - failed));
        failed == 0
    }

    pub(crate) fn error(&self, error: &anyhow::Error) {
        let _guard = self.lines.lock();
        // Nobody is left to be told when standard error is closed.
        let _ = writeln!(anstream::stderr(), "{BAD}error{BAD:#}: {error:#}");
    }

    fn print(&self, text: &str) {
        if cfg!(test) {
            return;
        }
        let _guard = self.lines.lock();
        // A reader that has gone away does not change what passed; the exit code still tells.
        let _ = writeln!(anstream::stdout(), "{text}");
    }
}

fn line(outcome: &Outcome) -> String {
    let (word, style, detail) = match &outcome.result {
        Ok(detail) => ("passed", GOOD, detail),
        Err(failure) => ("FAILED", BAD, &failure.reason),
    };
    let word = if outcome.kind == Kind::Tool && outcome.result.is_ok() { "ready " } else { word };
    format!("{style}{word}{style:#}  {:<17} {}  {detail}", outcome.name, seconds(outcome.took))
}

fn seconds(duration: Duration) -> String {
    format!("{:6.1} s", duration.as_secs_f64())
}
