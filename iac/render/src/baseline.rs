//! What checkov may find: its baseline, made from the waivers that name its checks.

use std::collections::BTreeMap;

use serde::Serialize;

/// <https://www.checkov.io/2.Basics/Suppressing%20and%20Skipping%20Policies.html>
#[derive(Serialize)]
struct Baseline {
    failed_checks: Vec<File>,
}

#[derive(Serialize)]
struct File {
    file: String,
    findings: Vec<Finding>,
}

#[derive(Serialize)]
struct Finding {
    resource: String,
    check_ids: Vec<String>,
}

/// What checkov calls a resource in JSON: its address in checks that look at several, `resource.NAME` in the others.
fn names(address: &str) -> [String; 2] {
    let name = address.rsplit('.').next().unwrap_or_default();
    [address.to_owned(), format!("resource.{name}")]
}

/// The baseline of `(file, address, check)`.
pub(crate) fn compose<'w>(waived: impl IntoIterator<Item = (&'w str, &'w str, &'w str)>) -> String {
    let mut files: BTreeMap<&str, BTreeMap<&str, Vec<String>>> = BTreeMap::new();
    for (file, address, check) in waived {
        files.entry(file).or_default().entry(address).or_default().push(check.to_owned());
    }
    let failed_checks = files
        .into_iter()
        .map(|(file, resources)| File {
            file: format!("/{file}"),
            findings: resources
                .into_iter()
                .flat_map(|(address, mut check_ids)| {
                    check_ids.sort();
                    names(address).map(|resource| Finding { resource, check_ids: check_ids.clone() })
                })
                .collect(),
        })
        .collect();
    // A struct of strings is always JSON.
    let text = serde_json::to_string_pretty(&Baseline { failed_checks }).unwrap_or_default();
    format!("{text}\n")
}
