//! Overrides: arguments, and where each of them is.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::problem::Location;
use crate::read::{Path, Report, at};
use crate::truth::Override;

pub(super) fn overrides(
    files: BTreeMap<String, Map<String, Value>>,
    report: &Report<'_>,
) -> BTreeMap<String, Override> {
    let made = files.into_iter().map(|(address, arguments)| {
        let at = at!["override", address.as_str()];
        let location = report.locate(&at).unwrap_or(Location { file: "".into(), excerpt: None });
        let mut locations = BTreeMap::new();
        below_map(&arguments, &at, &Path::default(), report, &mut locations);
        (address, Override { arguments, location, locations })
    });
    made.collect()
}

type Locations = BTreeMap<String, Location>;

fn below_map(
    map: &Map<String, Value>,
    at: &Path,
    path: &Path,
    report: &Report<'_>,
    locations: &mut Locations,
) {
    for (key, value) in map {
        below(value, &at.join(key.as_str()), &path.join(key.as_str()), report, locations);
    }
}

fn below(value: &Value, at: &Path, path: &Path, report: &Report<'_>, locations: &mut Locations) {
    locations.extend(report.locate(at).map(|location| (path.to_string(), location)));
    match value {
        Value::Object(map) => below_map(map, at, path, report, locations),
        Value::Array(values) => {
            for (index, value) in values.iter().enumerate() {
                below(value, &at.join(index), &path.join(index), report, locations);
            }
        }
        _ => {}
    }
}
