//! What touches security: who may do what, who reaches what, what is open, encrypted, kept and protected.
//!
//! Every judge looks at one change and says a sentence for each thing it sees. None of them says that all is well:
//! `iac check` judges the files, this says what is about to be different.

mod attachments;
mod attributes;
mod groups;
mod policies;
mod statement;

use crate::markdown::code;
use crate::plan::{Action, Change, Plan, Value};

/// Which way a change turns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Turn {
    /// More may be done, by more, or less is protected.
    Opens,
    /// It cannot be said from the plan.
    Unclear,
    Closes,
}

/// One sentence about one change, as Markdown; the address is said before it.
#[derive(Debug)]
pub(crate) struct Sentence<'p> {
    pub(crate) address: &'p str,
    pub(crate) turn: Turn,
    /// The resource is new; there was nothing that could be opened.
    pub(crate) is_new: bool,
    pub(crate) text: String,
}

/// A judge: the plan for what others say, the change, and what is said of it.
type Judge = fn(&Plan, &Change, &mut Said);

/// In the order in which sentences of the same turn are read.
const JUDGES: &[Judge] = &[policies::judge, attachments::judge, groups::judge, attributes::judge];

/// What judges say of a change.
#[derive(Default)]
pub(crate) struct Said(Vec<(Turn, String)>);

impl Said {
    fn say(&mut self, turn: Turn, text: String) {
        self.0.push((turn, text));
    }
}

/// All that is said of a plan, what opens first.
pub(crate) fn sentences(plan: &Plan) -> Vec<Sentence<'_>> {
    let mut sentences = Vec::new();
    for judge in JUDGES {
        for change in plan.changes.iter().filter(|it| touches(it)) {
            let mut said = Said::default();
            judge(plan, change, &mut said);
            let address = change.address.as_str();
            let is_new = change.before.is_empty();
            sentences.extend(said.0.into_iter().map(|(turn, text)| Sentence { address, turn, is_new, text }));
        }
    }
    sentences.sort_by_key(|sentence| sentence.turn);
    sentences
}

fn touches(change: &Change) -> bool {
    !change.data && !change.deposed && !matches!(change.action, Action::NoOp | Action::Read | Action::Forget)
}

/// Whether a value says nothing yet.
fn is_unclear(value: &Value) -> bool {
    matches!(value, Value::Unknown | Value::Secret(_))
}

/// What an argument points at, by its address where the plan knows it.
fn named(plan: &Plan, change: &Change, argument: &str, side: &Value) -> String {
    let value = side.get(argument);
    let referred = || plan.reference(&change.address, argument).map(str::to_owned);
    let address = if matches!(value, Value::Unknown) { referred() } else { known(plan, value) };
    code(&address.unwrap_or_else(|| value.to_string()))
}

/// The address of the resource that has this id or ARN.
fn known(plan: &Plan, id: &Value) -> Option<String> {
    let id = id.as_str().filter(|id| id.starts_with("sg-") || id.starts_with("arn:"))?;
    plan.address_of(id).map(str::to_owned)
}
