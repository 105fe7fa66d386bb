//! Runs jobs side by side, each as soon as what it needs has passed and its lane is free.

use std::panic::{self, AssertUnwindSafe};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::anyhow;

use crate::job::{Job, Kind, Lane};
use crate::log::Log;
use crate::report::Report;
use crate::workspace::Workspace;

/// How a job ended.
pub(crate) struct Outcome {
    pub(crate) name: &'static str,
    pub(crate) kind: Kind,
    pub(crate) took: Duration,
    pub(crate) result: Result<String, Failure>,
}

/// Why a job failed, and where its log is, if it came to one.
pub(crate) struct Failure {
    pub(crate) reason: String,
    pub(crate) log: Option<Log>,
}

#[derive(Clone, Copy, Eq, PartialEq)]
enum State {
    Waiting,
    Running,
    Passed,
    Failed,
}

/// Runs all jobs; the outcomes come in the table's order.
pub(crate) fn run(jobs: &[Job], workspace: &Workspace, report: &Report) -> Vec<Outcome> {
    let mut states = vec![State::Waiting; jobs.len()];
    let mut outcomes: Vec<Option<Outcome>> = jobs.iter().map(|_| None).collect();
    let (send, receive) = mpsc::channel();
    thread::scope(|scope| {
        loop {
            for index in 0..jobs.len() {
                match next(jobs, &states, index) {
                    Next::Wait => {}
                    Next::Start => {
                        states[index] = State::Running;
                        report.started(&jobs[index]);
                        let (job, send) = (&jobs[index], send.clone());
                        scope.spawn(move || send.send((index, perform(job, workspace))));
                    }
                    Next::Give(need) => {
                        let reason = format!("needs `{need}`, which failed");
                        let failure = Failure { reason, log: None };
                        settle(
                            &jobs[index],
                            Duration::ZERO,
                            Err(failure),
                            &mut states[index],
                            &mut outcomes[index],
                            report,
                        );
                    }
                }
            }
            if !states.contains(&State::Running) {
                break;
            }
            let Ok((index, (took, result))) = receive.recv() else { break };
            settle(&jobs[index], took, result, &mut states[index], &mut outcomes[index], report);
        }
    });
    outcomes.into_iter().flatten().collect()
}

enum Next {
    Wait,
    Start,
    /// Give up, for this need has failed.
    Give(&'static str),
}

fn next(jobs: &[Job], states: &[State], index: usize) -> Next {
    if states[index] != State::Waiting {
        return Next::Wait;
    }
    let job = &jobs[index];
    let mut ready = true;
    for (other, state) in jobs.iter().zip(states).filter(|(other, _)| job.needs.contains(&other.name)) {
        match state {
            State::Failed => return Next::Give(other.name),
            State::Passed => {}
            State::Waiting | State::Running => ready = false,
        }
    }
    let lane_is_taken = job.lane != Lane::Free
        && jobs.iter().zip(states).any(|(other, state)| other.lane == job.lane && *state == State::Running);
    if ready && !lane_is_taken { Next::Start } else { Next::Wait }
}

fn perform(job: &Job, workspace: &Workspace) -> (Duration, Result<String, Failure>) {
    let started = Instant::now();
    let result = match Log::create(workspace.scratch().join(format!("{}.log", job.name))) {
        Ok(mut log) => {
            // A job that panics must still report, or the others would wait for it for ever.
            let ran = panic::catch_unwind(AssertUnwindSafe(|| (job.run)(workspace, &mut log)));
            ran.unwrap_or_else(|_| Err(anyhow!("it panicked, which is a mistake in `cargo verify` itself")))
                .map_err(|error| Failure { reason: format!("{error:#}"), log: Some(log) })
        }
        Err(error) => Err(Failure { reason: format!("{error:#}"), log: None }),
    };
    (started.elapsed(), result)
}

fn settle(
    job: &Job,
    took: Duration,
    result: Result<String, Failure>,
    state: &mut State,
    outcome: &mut Option<Outcome>,
    report: &Report,
) {
    *state = if result.is_ok() { State::Passed } else { State::Failed };
    let ended = Outcome { name: job.name, kind: job.kind, took, result };
    report.ended(&ended);
    *outcome = Some(ended);
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use anyhow::bail;

    use super::*;
    use crate::job::{part, tool};

    fn run_all(jobs: &[Job]) -> Vec<Outcome> {
        run(jobs, &Workspace::open().unwrap(), &Report::start())
    }

    fn reason(outcome: &Outcome) -> &str {
        &outcome.result.as_ref().err().unwrap().reason
    }

    #[test]
    fn a_part_whose_tool_fails_has_failed_without_running() {
        let outcomes = run_all(&[
            tool("test-tool", "", |_, _| bail!("install it")),
            part("test-part", "", |_, _| panic!("must not run")).needs(&["test-tool"]),
        ]);
        assert_eq!(reason(&outcomes[0]), "install it");
        assert_eq!(reason(&outcomes[1]), "needs `test-tool`, which failed");
    }

    #[test]
    fn a_part_that_panics_has_failed() {
        let outcomes = run_all(&[part("test-panic", "", |_, _| panic!("oh"))]);
        assert_eq!(reason(&outcomes[0]), "it panicked, which is a mistake in `cargo verify` itself");
    }

    #[test]
    fn a_lane_holds_one_at_a_time() {
        static INSIDE: AtomicUsize = AtomicUsize::new(0);
        let job = |name| {
            let alone = |_: &Workspace, _: &mut Log| {
                let others = INSIDE.fetch_add(1, Ordering::SeqCst);
                thread::sleep(Duration::from_millis(20));
                INSIDE.fetch_sub(1, Ordering::SeqCst);
                anyhow::ensure!(others == 0, "{others} others are inside");
                Ok(String::new())
            };
            part(name, "", alone).lane(Lane::Install)
        };
        let outcomes = run_all(&[job("test-lane-1"), job("test-lane-2"), job("test-lane-3")]);
        assert!(outcomes.iter().all(|outcome| outcome.result.is_ok()));
    }
}
