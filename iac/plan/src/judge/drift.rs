//! What changed outside of Terraform: what matters, and what was merely read back.
//!
//! Terraform lists every attribute that differs from its state, also those that a provider fills in when it looks for the
//! second time. A difference matters if a resource is gone, if this plan puts it back, or if something in this plan was made
//! from it.

use std::collections::BTreeMap;

use super::difference::Difference;
use crate::plan::{Action, Change, Plan};

/// A resource that somebody else changed.
pub(crate) struct Drift<'p> {
    pub(crate) change: &'p Change,
    pub(crate) what: What<'p>,
}

pub(crate) enum What<'p> {
    /// It is no longer there, and what the plan does about it.
    Gone { planned: Option<&'p Action> },
    /// What differs, and what becomes of it.
    Changed(Vec<(Difference<'p>, Fate)>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    /// The plan puts back what the files say.
    PutBack,
    /// Nothing is put back; other changes of the plan are made from it.
    BuiltOn,
}

pub(crate) struct Drifts<'p> {
    pub(crate) matters: Vec<Drift<'p>>,
    /// By address, the attributes that say something else now.
    pub(crate) read_back: Vec<(&'p str, Vec<String>)>,
}

pub(crate) fn drift(plan: &Plan) -> Drifts<'_> {
    let planned: BTreeMap<&str, &Change> =
        plan.changes.iter().filter(|it| !it.deposed).map(|it| (it.address.as_str(), it)).collect();
    let mut drifts = Drifts { matters: Vec::new(), read_back: Vec::new() };
    for change in &plan.drift {
        let ours = planned.get(change.address.as_str()).copied();
        if change.action == Action::Delete {
            let planned = ours.map(|it| &it.action);
            drifts.matters.push(Drift { change, what: What::Gone { planned } });
            continue;
        }
        let mut matters = Vec::new();
        let mut read_back = Vec::new();
        let news = change.differences().into_iter().filter(|it| !(it.before.is_zero() && it.after.is_zero()));
        for difference in news {
            match fate(plan, change, ours, &difference) {
                Some(fate) => matters.push((difference, fate)),
                None => read_back.push(difference.path.attribute().to_owned()),
            }
        }
        read_back.dedup();
        if !matters.is_empty() {
            drifts.matters.push(Drift { change, what: What::Changed(matters) });
        }
        if !read_back.is_empty() {
            drifts.read_back.push((&change.address, read_back));
        }
    }
    drifts
}

fn fate(plan: &Plan, drifted: &Change, ours: Option<&Change>, difference: &Difference<'_>) -> Option<Fate> {
    if let Some(ours) = ours
        && matches!(ours.action, Action::Update | Action::Replace { .. } | Action::Other(_))
        && ours.differences().iter().any(|planned| planned.path.meets(&difference.path))
    {
        return Some(Fate::PutBack);
    }
    let relevant = |it: &&crate::plan::Relevant| {
        // `resource` has no key where all instances were looked at.
        let same = drifted.address == it.resource
            || drifted.address.strip_prefix(&it.resource).is_some_and(|rest| rest.starts_with('['));
        same && it.attribute.meets(&difference.path)
    };
    plan.relevant.iter().find(relevant).map(|_| Fate::BuiltOn)
}
