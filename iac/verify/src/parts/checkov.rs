//! checkov over what is rendered.
//!
//! checkov's default framework passes over `*.tf.json` in silence and exits with 0, so that the framework is named
//! here, and how much was evaluated is held against a floor.

use std::collections::BTreeSet;
use std::fs;
use std::time::Duration;

use anyhow::{Context, ensure};
use serde_json::Value;

use crate::log::Log;
use crate::process;
use crate::workspace::Workspace;

const LIMIT: Duration = Duration::from_mins(5);
/// The roots, each with the least number of checks that must have been evaluated.
const FLOORS: [(&str, u64); 3] = [("bootstrap", 30), ("dev", 150), ("prod", 170)];
/// checkov gives up on a file with `required_version`, which is why that stands in a file of its own.
const UNREADABLE: &str = "/versions.tf.json";
/// How many ids production may fail, before any waiver: those that AWS itself leaves no way to pass.
const PROD_FAILING_IDS: usize = 3;

pub(crate) fn run(workspace: &Workspace, log: &mut Log) -> anyhow::Result<String> {
    let mut evaluated = vec![];
    for (root, floor) in FLOORS {
        let waived = scan(workspace, log, root, Baseline::Used)?;
        ensure!(
            waived.failing.is_empty(),
            "`generated/{root}` fails {}: mend it, or waive it in its environment file",
            list(&waived.failing)
        );
        let bare = scan(workspace, log, root, Baseline::Ignored)?;
        ensure!(
            bare.evaluated >= floor,
            "only {} checks were evaluated on `generated/{root}`, at least {floor} are expected",
            bare.evaluated
        );
        ensure!(
            root != "prod" || bare.failing.len() <= PROD_FAILING_IDS,
            "without its waivers `generated/prod` fails {}, at most {PROD_FAILING_IDS} ids are allowed",
            list(&bare.failing)
        );
        evaluated.push(format!("{root} {}", bare.evaluated));
    }
    Ok(format!("checks evaluated: {}", evaluated.join(", ")))
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Baseline {
    Used,
    Ignored,
}

/// What checkov said of one root.
#[derive(Debug, PartialEq)]
struct Scan {
    evaluated: u64,
    failing: BTreeSet<String>,
}

fn scan(workspace: &Workspace, log: &mut Log, root: &str, baseline: Baseline) -> anyhow::Result<Scan> {
    let generated = workspace.generated(root)?;
    let results = workspace.scratch().join(format!("checkov-{root}-{baseline:?}").to_lowercase());
    let mut checkov = workspace.command(workspace.python_program("python-checkov", "checkov"));
    checkov
        .args(["--framework", "terraform_json", "--skip-download", "--compact", "--soft-fail"])
        .args(["--output", "json", "--output-file-path"])
        .arg(&results)
        .arg("--directory")
        .arg(&generated);
    let waivers = generated.join(".checkov.baseline");
    if baseline == Baseline::Used && waivers.exists() {
        checkov.arg("--baseline").arg(waivers);
    }
    process::run(&mut checkov, log, LIMIT)?;
    let file = results.join("results_json.json");
    let text =
        fs::read_to_string(&file).with_context(|| format!("checkov did not write `{}`", file.display()))?;
    read(&text).with_context(|| format!("checkov on `generated/{root}`"))
}

fn read(text: &str) -> anyhow::Result<Scan> {
    let report: Value = serde_json::from_str(text).context("the results are not JSON")?;
    let count =
        |key: &str| report["summary"][key].as_u64().with_context(|| format!("the results have no `{key}`"));
    let unread =
        report["results"]["parsing_errors"].as_array().context("the results have no `parsing_errors`")?;
    let unread: Vec<&str> =
        unread.iter().filter_map(Value::as_str).filter(|path| !path.ends_with(UNREADABLE)).collect();
    ensure!(unread.is_empty(), "it could not parse {}", unread.join(", "));
    let failed =
        report["results"]["failed_checks"].as_array().context("the results have no `failed_checks`")?;
    let failing = failed.iter().filter_map(|check| Some(check["check_id"].as_str()?.to_owned())).collect();
    Ok(Scan { evaluated: count("passed")? + count("failed")?, failing })
}

fn list(ids: &BTreeSet<String>) -> String {
    ids.iter().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(unread: &[&str]) -> String {
        serde_json::json!({
            "results": {
                "failed_checks": [{ "check_id": "CKV_AWS_144" }, { "check_id": "CKV_AWS_144" }],
                "parsing_errors": unread,
            },
            "summary": { "passed": 40, "failed": 2 },
        })
        .to_string()
    }

    #[test]
    fn checks_are_counted_and_ids_named_once() {
        let scan = read(&report(&["/generated/dev/versions.tf.json"])).unwrap();
        assert_eq!(scan, Scan { evaluated: 42, failing: BTreeSet::from(["CKV_AWS_144".to_owned()]) });
    }

    #[test]
    fn a_file_that_was_not_read_is_an_error() {
        assert!(read(&report(&["/generated/dev/network.tf.json"])).is_err());
    }

    #[test]
    fn a_scan_of_nothing_is_an_error() {
        assert!(read(r#"{"passed": 0, "failed": 0, "resource_count": 0}"#).is_err());
    }
}
