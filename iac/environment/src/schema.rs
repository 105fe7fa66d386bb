//! The files' JSON Schemas, for editors that complete and check.

use serde_json::Value;

use crate::file;

/// The schema of an environment's file and of `shared/defaults.toml`.
#[must_use]
pub fn environment() -> Value {
    of_toml(schemars::schema_for!(file::Environment).to_value())
}

/// The schema of `shared/bootstrap.toml`.
#[must_use]
pub fn bootstrap() -> Value {
    of_toml(schemars::schema_for!(file::Bootstrap).to_value())
}

/// TOML has no null; what may be left out is left out, and has no default of its own.
fn of_toml(mut schema: Value) -> Value {
    match &mut schema {
        Value::Object(map) => {
            map.remove("default");
            for (key, value) in map.iter_mut() {
                if let (Value::Array(values), "type" | "enum" | "anyOf") = (&mut *value, key.as_str()) {
                    values.retain(|value| {
                        !(value.is_null()
                            || value == "null"
                            || value.get("type").is_some_and(|kind| kind == "null"))
                    });
                }
                match value {
                    // Lines are broken in the source, not by the reader's editor.
                    Value::String(text) if key == "description" => *text = text.replace('\n', " "),
                    Value::Array(values) if key == "type" && values.len() == 1 => *value = values.remove(0),
                    _ => *value = of_toml(value.take()),
                }
            }
            // `anyOf` of one is that one; what stands beside it, such as the field's description, wins.
            if let Some(Value::Array(only)) =
                map.get_mut("anyOf").filter(|only| only.as_array().is_some_and(|only| only.len() == 1))
                && let Value::Object(inner) = only.remove(0)
            {
                map.remove("anyOf");
                for (key, value) in inner {
                    map.entry(key).or_insert(value);
                }
            }
        }
        Value::Array(values) => values.iter_mut().for_each(|value| *value = of_toml(value.take())),
        _ => {}
    }
    schema
}
