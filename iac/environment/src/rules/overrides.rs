//! `[override."<address>"]`: whether the address exists and takes the arguments, only the renderer knows.

use std::collections::BTreeMap;

use aws::limits::Refused;
use serde_json::{Map, Value};

use super::{Context, Rule};
use crate::read::{Path, Report, at};

pub(super) const RULES: &[Rule] = &[of_environment];

fn of_environment(context: &Context<'_>, report: &mut Report<'_>) {
    check(&context.file.overrides, report);
}

/// What holds for overrides in any file.
pub(super) fn check(overrides: &BTreeMap<String, Map<String, Value>>, report: &mut Report<'_>) {
    for (address, arguments) in overrides {
        let path = at!["override", address.as_str()];
        if !is_address(address) {
            let refused = Refused::new(format!("`{address}` is not the address of a resource"));
            report.error(&path, refused.allowed("a type and a name, as in `[override.\"aws_lb.main\"]`"));
        }
        if arguments.is_empty() {
            report.error(&path, Refused::new("overrides nothing").hint("remove it"));
        }
        for (key, value) in arguments {
            expressible(value, &path.join(key.as_str()), report);
        }
    }
}

fn is_address(text: &str) -> bool {
    let word = |text: &str| {
        !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte))
    };
    let text = text.strip_prefix("data.").unwrap_or(text);
    text.split_once('.').is_some_and(|(kind, name)| kind.starts_with("aws_") && word(kind) && word(name))
}

/// What TOML can say and JSON cannot: dates, infinity and what is not a number.
fn expressible(value: &Value, path: &Path, report: &mut Report<'_>) {
    match value {
        Value::Null => {
            report.error(path, Refused::new("is not a number that JSON has").allowed("finite numbers"));
        }
        Value::Object(map) if map.keys().any(|key| key.starts_with("$__toml")) => {
            report.error(path, Refused::new("is a date, which JSON does not have").hint("put it in quotes"));
        }
        Value::Object(map) => {
            map.iter().for_each(|(key, value)| expressible(value, &path.join(key.as_str()), report));
        }
        Value::Array(values) => {
            values
                .iter()
                .enumerate()
                .for_each(|(index, value)| expressible(value, &path.join(index), report));
        }
        _ => {}
    }
}
