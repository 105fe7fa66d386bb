//! What is run: tools that are installed and parts that are checked, each with what it needs first.

use crate::log::Log;
use crate::workspace::Workspace;

/// What a job does: one line about what it found, or why it failed.
type Run = Box<dyn Fn(&Workspace, &mut Log) -> anyhow::Result<String> + Sync>;

/// One line of the table of contents in [`crate::parts`].
pub(crate) struct Job {
    pub(crate) name: &'static str,
    pub(crate) about: &'static str,
    pub(crate) kind: Kind,
    pub(crate) lane: Lane,
    pub(crate) needs: &'static [&'static str],
    pub(crate) run: Run,
}

/// Only parts are counted; a tool that cannot be had fails the parts that need it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Kind {
    Tool,
    Part,
}

/// Jobs of one lane run one after the other, in the order of the table.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Lane {
    /// Mostly waits, so as many at once as there are.
    Free,
    /// Downloads and unpacks.
    Install,
    /// Installs with apt, which refuses a second one.
    Debian,
    /// Compiles for this machine, in Cargo's directory for that.
    Cargo,
    /// Compiles for images, in Cargo's directories for those.
    Image,
}

/// A tool that parts need.
pub(crate) fn tool(
    name: &'static str,
    about: &'static str,
    run: impl Fn(&Workspace, &mut Log) -> anyhow::Result<String> + Sync + 'static,
) -> Job {
    Job { name, about, kind: Kind::Tool, lane: Lane::Free, needs: &[], run: Box::new(run) }
}

/// A part that passes or fails.
pub(crate) fn part(
    name: &'static str,
    about: &'static str,
    run: impl Fn(&Workspace, &mut Log) -> anyhow::Result<String> + Sync + 'static,
) -> Job {
    Job { name, about, kind: Kind::Part, lane: Lane::Free, needs: &[], run: Box::new(run) }
}

impl Job {
    pub(crate) fn needs(self, needs: &'static [&'static str]) -> Self {
        Self { needs, ..self }
    }

    pub(crate) fn lane(self, lane: Lane) -> Self {
        Self { lane, ..self }
    }
}

/// The parts that were asked for (all, when none was named) and whatever they need, in the table's order.
pub(crate) fn select(jobs: Vec<Job>, asked: &[String]) -> Vec<Job> {
    let mut wanted: Vec<&str> = jobs
        .iter()
        .filter(|job| job.kind == Kind::Part)
        .filter(|job| asked.is_empty() || asked.iter().any(|name| name == job.name))
        .map(|job| job.name)
        .collect();
    let mut next = 0;
    while let Some(name) = wanted.get(next) {
        let needs = jobs.iter().filter(|job| job.name == *name).flat_map(|job| job.needs);
        let new: Vec<&str> = needs.filter(|need| !wanted.contains(need)).copied().collect();
        wanted.extend(new);
        next += 1;
    }
    jobs.into_iter().filter(|job| wanted.contains(&job.name)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Vec<Job> {
        let nothing = |_: &Workspace, _: &mut Log| Ok(String::new());
        vec![
            tool("uv", "", nothing),
            tool("python", "", nothing).needs(&["uv"]),
            part("format", "", nothing),
            part("scan", "", nothing).needs(&["python"]),
        ]
    }

    fn names(jobs: &[Job]) -> Vec<&str> {
        jobs.iter().map(|job| job.name).collect()
    }

    #[test]
    fn a_part_brings_what_it_needs() {
        assert_eq!(names(&select(table(), &["scan".to_owned()])), ["uv", "python", "scan"]);
    }

    #[test]
    fn tools_that_nothing_needs_stay_away() {
        assert_eq!(names(&select(table(), &["format".to_owned()])), ["format"]);
    }

    #[test]
    fn none_named_is_all() {
        assert_eq!(names(&select(table(), &[])), ["uv", "python", "format", "scan"]);
    }
}
