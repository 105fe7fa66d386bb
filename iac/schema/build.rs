//! Turns the committed slices of the provider's schema into static tables, so that no program parses a schema.

use std::collections::HashMap;
use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

use serde_json::{Map, Value};

const VERSIONS: [(&str, &str); 2] = [("V5", "5.100.0"), ("V6", "6.66.0")];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=provider");
    let mut tables = Tables::default();
    let mut lists = String::new();
    for (name, version) in VERSIONS {
        let file = format!("provider/aws-{version}.json");
        let slice: Value = serde_json::from_str(&fs::read_to_string(&file)?)?;
        let slice = &slice["provider_schemas"]["registry.terraform.io/hashicorp/aws"];
        let resources = tables.types(object(&slice["resource_schemas"])?)?;
        let data_sources = tables.types(object(&slice["data_source_schemas"])?)?;
        let provider = tables.block(object(&slice["provider"]["block"])?)?;
        writeln!(
            lists,
            "static {name}: Slice = Slice {{ version: {version:?}, resources: &[{resources}], \
             data_sources: &[{data_sources}], provider: &B{provider} }};"
        )?;
    }
    let out = env::var("OUT_DIR")?;
    fs::write(Path::new(&out).join("tables.rs"), tables.code + &lists)?;
    Ok(())
}

/// The blocks written so far. Equal blocks, of which there are many, are written once.
#[derive(Default)]
struct Tables {
    code: String,
    numbers: HashMap<String, usize>,
}

impl Tables {
    fn types(&mut self, types: &Map<String, Value>) -> Result<String, Box<dyn Error>> {
        let mut list = String::new();
        for (name, schema) in sorted(types) {
            let number = self.block(object(&schema["block"])?)?;
            write!(list, "({name:?}, &B{number}), ")?;
        }
        Ok(list)
    }

    /// Writes a block and those in it, and returns the number that its table bears.
    fn block(&mut self, block: &Map<String, Value>) -> Result<usize, Box<dyn Error>> {
        let mut text = String::from("Block { attributes: &[");
        for (name, attribute) in sorted(members(block, "attributes")?) {
            let ty = ty(&attribute["type"])?;
            let is = |flag: &str| attribute[flag] == true;
            let presence = match (is("required"), is("optional"), is("computed")) {
                (true, false, false) => "Required",
                (false, true, false) => "Optional",
                (false, true, true) => "OptionalOrComputed",
                (false, false, true) => "Computed",
                other => return Err(format!("{name}: {other:?} is no presence").into()),
            };
            write!(
                text,
                "Attribute {{ name: {name:?}, ty: {ty}, presence: Presence::{presence}, sensitive: {}, \
                 write_only: {}, deprecated: {} }}, ",
                is("sensitive"),
                is("write_only"),
                is("deprecated"),
            )?;
        }
        text.push_str("], blocks: &[");
        for (name, nested) in sorted(members(block, "block_types")?) {
            let number = self.block(object(&nested["block"])?)?;
            let nesting = match nested["nesting_mode"].as_str() {
                Some("single") => "Single",
                Some("list") => "List",
                Some("set") => "Set",
                Some("map") => "Map",
                other => return Err(format!("{name}: {other:?} is no nesting mode").into()),
            };
            let min = nested["min_items"].as_u64().unwrap_or(0);
            let max = nested["max_items"].as_u64();
            write!(
                text,
                "NestedBlock {{ name: {name:?}, nesting: Nesting::{nesting}, min_items: {min}, max_items: {max:?}, \
                 block: &B{number} }}, "
            )?;
        }
        text.push_str("] }");
        let next = self.numbers.len();
        if let Some(number) = self.numbers.get(&text) {
            return Ok(*number);
        }
        writeln!(self.code, "static B{next}: Block = {text};")?;
        self.numbers.insert(text, next);
        Ok(next)
    }
}

fn ty(ty: &Value) -> Result<String, Box<dyn Error>> {
    if let Value::Array(parts) = ty
        && let [Value::String(outer), inner] = parts.as_slice()
    {
        return Ok(match outer.as_str() {
            "list" => format!("Type::List(&{})", self::ty(inner)?),
            "set" => format!("Type::Set(&{})", self::ty(inner)?),
            "map" => format!("Type::Map(&{})", self::ty(inner)?),
            "object" => {
                let mut fields = String::new();
                for (name, inner) in sorted(object(inner)?) {
                    write!(fields, "({name:?}, {}), ", self::ty(inner)?)?;
                }
                format!("Type::Object(&[{fields}])")
            }
            other => return Err(format!("`{other}` is no type").into()),
        });
    }
    Ok(match ty.as_str() {
        Some("string") => "Type::String",
        Some("number") => "Type::Number",
        Some("bool") => "Type::Bool",
        Some("dynamic") => "Type::Dynamic",
        _ => return Err(format!("`{ty}` is no type").into()),
    }
    .into())
}

fn object(value: &Value) -> Result<&Map<String, Value>, String> {
    value.as_object().ok_or_else(|| format!("expected an object, found `{value}`"))
}

/// The block's attributes or blocks; a block that has none lacks the key.
fn members<'a>(block: &'a Map<String, Value>, key: &str) -> Result<Option<&'a Map<String, Value>>, String> {
    block.get(key).map(object).transpose()
}

fn sorted<'a>(map: impl Into<Option<&'a Map<String, Value>>>) -> Vec<(&'a String, &'a Value)> {
    let mut members: Vec<_> = map.into().into_iter().flatten().collect();
    members.sort_unstable_by_key(|(key, _)| *key);
    members
}
