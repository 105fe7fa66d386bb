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

/// It runs behind everything else, and on a busy machine seconds become minutes.
const LIMIT: Duration = Duration::from_mins(20);
/// The roots, each with the least number of checks that must have been evaluated.
const FLOORS: [(&str, u64); 3] = [("bootstrap", 130), ("dev", 200), ("prod", 230)];
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
        let stale = stale(workspace, root, &bare)?;
        ensure!(
            stale.is_empty(),
            "`generated/{root}` passes {} by now: remove the waiver from its environment file",
            stale.join(", ")
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
    findings: BTreeSet<Finding>,
}

/// A failing check: the file's name, the resource as checkov calls it, the check's id.
type Finding = (String, String, String);

/// The waived checks that do not fail.
fn stale(workspace: &Workspace, root: &str, bare: &Scan) -> anyhow::Result<Vec<String>> {
    let file = workspace.generated(root)?.join(".checkov.baseline");
    let text = fs::read_to_string(&file).with_context(|| format!("cannot read `{}`", file.display()))?;
    let baseline: Value = serde_json::from_str(&text).context("the baseline is not JSON")?;
    Ok(waived(&baseline)
        .filter(|(file, address, id)| {
            // Checks of one resource know it by its name alone.
            let name = format!("resource.{}", address.rsplit('.').next().unwrap_or_default());
            let fails =
                |resource: &str| bare.findings.contains(&(file.clone(), resource.to_owned(), id.clone()));
            !fails(address) && !fails(&name)
        })
        .map(|(_, address, id)| format!("`{id}` on `{address}`"))
        .collect())
}

/// What a baseline waives, by address.
fn waived(baseline: &Value) -> impl Iterator<Item = Finding> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    list(&baseline["failed_checks"]).into_iter().flat_map(move |file| {
        list(&file["findings"]).into_iter().flat_map(move |finding| {
            let (file, address) = (text(&file["file"]), text(&finding["resource"]));
            let ids = if address.starts_with("resource.") { vec![] } else { list(&finding["check_ids"]) };
            ids.into_iter().map(move |id| (file.clone(), address.clone(), text(&id)))
        })
    })
}

fn scan(workspace: &Workspace, log: &mut Log, root: &str, baseline: Baseline) -> anyhow::Result<Scan> {
    let generated = workspace.generated(root)?;
    let results = workspace.scratch().join(format!("checkov-{root}-{baseline:?}").to_lowercase());
    let mut checkov = workspace.background_command(workspace.python_program("python-checkov", "checkov"));
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
    let text = |check: &Value, key: &str| check[key].as_str().unwrap_or_default().to_owned();
    let findings = failed.iter().map(|check| {
        let file = text(check, "file_path");
        let file = format!("/{}", file.rsplit('/').next().unwrap_or_default());
        (file, text(check, "resource"), text(check, "check_id"))
    });
    let failing = failed.iter().filter_map(|check| Some(check["check_id"].as_str()?.to_owned())).collect();
    let evaluated = count("passed")? + count("failed")?;
    Ok(Scan { evaluated, failing, findings: findings.collect() })
}

fn list(ids: &BTreeSet<String>) -> String {
    ids.iter().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(unread: &[&str]) -> String {
        let finding = serde_json::json!({
            "check_id": "CKV_AWS_144", "file_path": "/state.tf.json", "resource": "resource.state",
        });
        serde_json::json!({
            "results": {
                "failed_checks": vec![finding.clone(), finding],
                "parsing_errors": unread,
            },
            "summary": { "passed": 40, "failed": 2 },
        })
        .to_string()
    }

    #[test]
    fn checks_are_counted_and_ids_named_once() {
        let scan = read(&report(&["/generated/dev/versions.tf.json"])).unwrap();
        assert_eq!((scan.evaluated, scan.failing), (42, BTreeSet::from(["CKV_AWS_144".to_owned()])));
        let finding = ["/state.tf.json", "resource.state", "CKV_AWS_144"].map(str::to_owned).into();
        assert_eq!(scan.findings, BTreeSet::from([finding]));
    }

    #[test]
    fn what_is_waived_is_known_by_address() {
        let baseline = serde_json::json!({ "failed_checks": [{ "file": "/state.tf.json", "findings": [
            { "resource": "aws_s3_bucket.state", "check_ids": ["CKV_AWS_144"] },
            { "resource": "resource.state", "check_ids": ["CKV_AWS_144"] },
        ] }] });
        let waived: Vec<Finding> = super::waived(&baseline).collect();
        let only = ["/state.tf.json", "aws_s3_bucket.state", "CKV_AWS_144"].map(str::to_owned).into();
        assert_eq!(waived, [only]);
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
