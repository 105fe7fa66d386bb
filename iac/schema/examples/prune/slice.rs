//! The slice of a provider's schema that is committed: only the types in use, no descriptions, one attribute a line.

use serde_json::{Map, Value};

/// The types in use.
const TYPES: &str = include_str!("../../provider/types.txt");

/// The provider's name in a schema.
const AWS: &str = "registry.terraform.io/hashicorp/aws";

/// Prunes what `terraform providers schema -json` printed. Pruning what is pruned changes nothing.
///
/// # Errors
///
/// If `whole` is no such JSON, or lacks a type in use.
pub(crate) fn prune(whole: &str) -> Result<String, String> {
    let whole: Value = serde_json::from_str(whole).map_err(|e| format!("the schema is not JSON: {e}"))?;
    let provider = &whole["provider_schemas"][AWS];
    let mut kept = Map::new();
    for line in TYPES.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let words: Vec<&str> = line.split_whitespace().collect();
        let (section, name, without) = match words[..] {
            ["resource", name] => ("resource_schemas", Some(name), &[][..]),
            ["resource", name, "without", ref cut @ ..] => ("resource_schemas", Some(name), cut),
            ["data", name] => ("data_source_schemas", Some(name), &[][..]),
            ["provider", "aws", "without", ref cut @ ..] => ("provider", None, cut),
            _ => return Err(format!("`{line}` is not a line of `types.txt`")),
        };
        let entry = name.map_or(&provider[section], |name| &provider[section][name]);
        let block = entry["block"].as_object().ok_or(format!("the schema lacks `{line}`"))?;
        let mut pruned = Map::new();
        pruned.insert("version".into(), entry["version"].clone());
        pruned.insert("block".into(), prune_block(block, without));
        match name {
            None => _ = kept.insert(section.into(), pruned.into()),
            Some(name) => kept.entry(section).or_insert_with(|| Map::new().into())[name] = pruned.into(),
        }
    }
    let mut text = String::new();
    let slice =
        serde_json::json!({ "format_version": whole["format_version"], "provider_schemas": { AWS: kept } });
    write(&mut text, &slice, 0);
    text.push('\n');
    Ok(text)
}

fn prune_block(block: &Map<String, Value>, without: &[&str]) -> Value {
    let mut pruned = described_away(block);
    for attribute in members(&mut pruned, "attributes") {
        if let Value::Object(fields) = attribute.1 {
            *fields = described_away(fields);
        }
    }
    if let Some(Value::Object(nested)) = pruned.get_mut("block_types") {
        nested.retain(|name, _| !without.contains(&name.as_str()));
    }
    for nested in members(&mut pruned, "block_types") {
        if let Value::Object(inner) = &nested.1["block"] {
            nested.1["block"] = prune_block(inner, without);
        }
    }
    Value::Object(pruned)
}

fn described_away(object: &Map<String, Value>) -> Map<String, Value> {
    let kept = object.iter().filter(|(key, _)| !key.starts_with("description"));
    kept.map(|(key, value)| (key.clone(), value.clone())).collect()
}

fn members<'a>(
    object: &'a mut Map<String, Value>,
    key: &str,
) -> impl Iterator<Item = (&'a String, &'a mut Value)> {
    object.get_mut(key).and_then(Value::as_object_mut).into_iter().flatten()
}

/// Sorted; an object that holds no object is one line, any other has a line for each member.
fn write(text: &mut String, value: &Value, depth: usize) {
    match value {
        Value::Object(object) if object.values().any(Value::is_object) => {
            let mut members: Vec<_> = object.iter().collect();
            members.sort_unstable_by_key(|(key, _)| *key);
            let mut separator = "{\n";
            for (key, value) in members {
                text.push_str(separator);
                text.push_str(&" ".repeat(depth + 1));
                text.push_str(&Value::from(key.as_str()).to_string());
                text.push_str(": ");
                write(text, value, depth + 1);
                separator = ",\n";
            }
            text.push('\n');
            text.push_str(&" ".repeat(depth));
            text.push('}');
        }
        flat => text.push_str(&flat.to_string()),
    }
}
