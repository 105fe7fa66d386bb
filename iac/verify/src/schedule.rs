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
