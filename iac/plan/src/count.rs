//! How much of what a plan does, for the headline and for programs.

use std::fmt;

use serde::Serialize;

use crate::judge::drift::drift;
use crate::judge::stateful;
use crate::plan::{Action, Plan};

/// Resources by what happens to them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Counts {
    pub(crate) add: usize,
    pub(crate) change: usize,
    pub(crate) replace: usize,
    pub(crate) destroy: usize,
    import: usize,
    moved: usize,
    forget: usize,
    other: usize,
    outputs: usize,
    /// Of those that are replaced or destroyed.
    pub(crate) stateful: usize,
}

impl Counts {
    pub(crate) fn of(plan: &Plan) -> Self {
        let mut counts = Self { outputs: plan.outputs.len(), ..Self::default() };
        for change in plan.changes.iter().filter(|change| !change.data) {
            match change.action {
                Action::NoOp | Action::Read => {}
                Action::Create => counts.add += 1,
                Action::Update => counts.change += 1,
                Action::Replace { .. } => counts.replace += 1,
                Action::Delete => counts.destroy += 1,
                Action::Forget => counts.forget += 1,
                Action::Other(_) => counts.other += 1,
            }
            counts.import += usize::from(change.importing.is_some());
            counts.moved += usize::from(change.previous.is_some());
            counts.stateful += usize::from(stateful::lost_by(change).is_some());
        }
        counts
    }

    /// Whether nothing would happen at all.
    pub(crate) fn nothing(self) -> bool {
        self == Self::default()
    }
}

/// What always counts, and what else there is.
impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { add, change, replace, destroy, .. } = self;
        write!(f, "{add} to add, {change} to change, {replace} to replace, {destroy} to destroy")?;
        let rest = [
            (self.import, "to import"),
            (self.moved, "moved"),
            (self.forget, "to forget"),
            (self.other, "of another kind"),
            (self.outputs, if self.outputs == 1 { "output changed" } else { "outputs changed" }),
        ];
        rest.iter()
            .filter(|(count, _)| *count > 0)
            .try_for_each(|(count, what)| write!(f, ", {count} {what}"))
    }
}

/// A plan for programs: numbers, and what happens to which address. Two plans of the same files say the same here.
#[derive(Debug, Serialize)]
pub struct Listing<'p> {
    environment: &'p str,
    failed: bool,
    counts: Counts,
    stateful: Vec<&'p str>,
    drift: Vec<&'p str>,
    changes: Vec<Entry<'p>>,
}

#[derive(Debug, Serialize)]
struct Entry<'p> {
    address: &'p str,
    action: &'p str,
    #[serde(skip_serializing_if = "Option::is_none")]
    moved_from: Option<&'p str>,
    /// Paths that differ; of values nothing is said.
    attributes: Vec<String>,
}

/// The plan for programs.
#[must_use]
pub fn listing<'p>(environment: &'p str, plan: &'p Plan) -> Listing<'p> {
    let happens = |change: &&crate::plan::Change| {
        !matches!(change.action, Action::NoOp | Action::Read)
            || change.previous.is_some()
            || change.importing.is_some()
    };
    let entry = |change: &'p crate::plan::Change| Entry {
        address: &change.address,
        action: match &change.action {
            Action::NoOp => "no-op",
            Action::Read => "read",
            Action::Create => "add",
            Action::Update => "change",
            Action::Replace { .. } => "replace",
            Action::Delete => "destroy",
            Action::Forget => "forget",
            Action::Other(words) => words,
        },
        moved_from: change.previous.as_deref(),
        attributes: match change.action {
            Action::Update | Action::Replace { .. } => {
                change.differences().iter().map(|it| it.path.to_string()).collect()
            }
            _ => Vec::new(),
        },
    };
    Listing {
        environment,
        failed: plan.errored,
        counts: Counts::of(plan),
        stateful: plan.stateful().collect(),
        drift: drift(plan).matters.iter().map(|it| it.change.address.as_str()).collect(),
        changes: plan.changes.iter().filter(happens).map(entry).collect(),
    }
}
