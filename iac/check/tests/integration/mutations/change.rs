//! A change as the tables write it: `{ at = "aws_lb.main/name", set = "x-{n}", times = 5 }`.

use serde::Deserialize;
use serde_json::Value;

use super::place::{self, Do};
use super::root::Trees;

/// See `tests/mutations/README.md`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Change {
    at: String,
    set: Option<Value>,
    #[serde(default)]
    remove: bool,
    copy: Option<String>,
    repeat: Option<usize>,
    times: Option<u64>,
}

impl Change {
    /// Makes it.
    pub(crate) fn apply(&self, trees: &mut Trees) {
        match self.times {
            None => self.once(trees, &self.at, &self.what()),
            Some(times) => {
                for n in 1..=times {
                    let what = match self.what() {
                        Do::Set(value) => Do::Set(number(value, n)),
                        Do::Copy(name) => Do::Copy(name.replace("{n}", &n.to_string())),
                        Do::Remove => Do::Remove,
                    };
                    self.once(trees, &self.at.replace("{n}", &n.to_string()), &what);
                }
            }
        }
    }

    fn once(&self, trees: &mut Trees, at: &str, what: &Do) {
        let before = trees.clone();
        place::change(trees, at, what);
        assert!(*trees != before, "{self:?} changes nothing");
    }

    fn what(&self) -> Do {
        match (&self.set, self.remove, &self.copy) {
            (Some(Value::String(text)), false, None) => Do::Set(text.repeat(self.repeat.unwrap_or(1)).into()),
            (Some(value), false, None) => Do::Set(value.clone()),
            (None, true, None) => Do::Remove,
            (None, false, Some(name)) => Do::Copy(name.clone()),
            _ => panic!("{self:?} is no change, or several"),
        }
    }
}

/// The value with `n` for `{n}`.
fn number(value: Value, n: u64) -> Value {
    match value {
        Value::String(text) if text == "{n}" => n.into(),
        Value::String(text) => text.replace("{n}", &n.to_string()).into(),
        Value::Array(elements) => elements.into_iter().map(|element| number(element, n)).collect(),
        Value::Object(members) => {
            let members = members.into_iter();
            members.map(|(key, member)| (key.replace("{n}", &n.to_string()), number(member, n))).collect()
        }
        value => value,
    }
}
