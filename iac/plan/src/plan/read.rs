//! From the file's shape to the plan as the rest of the program sees it.

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;
use serde_json::Value as Json;

use super::action::{Action, Reason};
use super::raw;
use super::shade::{Side, secrets, shade};
use super::value::{Path, Step, Value};

/// The major version of the format that is read here; Terraform keeps what is in it.
const MAJOR: &str = "1";

/// A plan: what Terraform means to do, without any secret.
#[derive(Debug)]
pub struct Plan {
    pub(crate) terraform: Option<String>,
    /// Planning failed, so that this is not all.
    pub(crate) errored: bool,
    /// Another plan will be needed after this one.
    pub(crate) incomplete: bool,
    pub(crate) changes: Vec<Change>,
    /// What changed outside of Terraform.
    pub(crate) drift: Vec<Change>,
    pub(crate) relevant: Vec<Relevant>,
    pub(crate) outputs: Vec<Output>,
    /// What failed of the conditions that the files state.
    pub(crate) failed_checks: Vec<(String, String)>,
    /// Addresses by id and by ARN.
    addresses: BTreeMap<String, String>,
    /// What must not be said, whoever says it.
    secrets: Vec<String>,
    /// What arguments of a resource refer to, by the resource's address without its key.
    references: BTreeMap<String, BTreeMap<String, String>>,
}

/// What happens to a resource.
#[derive(Debug)]
pub(crate) struct Change {
    pub(crate) address: String,
    pub(crate) previous: Option<String>,
    pub(crate) kind: String,
    pub(crate) action: Action,
    pub(crate) reason: Option<Reason>,
    /// The values that cannot be changed in place.
    pub(crate) forced_by: Vec<Path>,
    pub(crate) before: Value,
    pub(crate) after: Value,
    /// The id under which it is taken over.
    pub(crate) importing: Option<String>,
    /// One that was replaced earlier and could not be destroyed then.
    pub(crate) deposed: bool,
    pub(crate) data: bool,
}

/// What happens to an output.
#[derive(Debug)]
pub(crate) struct Output {
    pub(crate) name: String,
    pub(crate) before: Value,
    pub(crate) after: Value,
}

/// An attribute that other changes of the plan were made from.
#[derive(Debug)]
pub(crate) struct Relevant {
    pub(crate) resource: String,
    pub(crate) attribute: Path,
}

/// Why a text is no plan that can be read here.
#[derive(Debug)]
pub enum Unreadable {
    /// It is something else.
    NoPlan(&'static str),
    /// It is a plan in a format that another Terraform writes.
    Version(String),
    /// It is broken.
    Json(serde_json::Error),
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoPlan(what) => write!(f, "it is {what}; `terraform show -json FILE.tfplan` prints a plan"),
            Self::Version(version) => write!(
                f,
                "its format is version `{version}`, and {MAJOR}.x is what is read here; use the Terraform that the files ask \
                 for, or teach `iac/plan` the new format"
            ),
            Self::Json(_) => write!(f, "it is no plan as `terraform show -json` prints it"),
        }
    }
}

impl std::error::Error for Unreadable {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        if let Self::Json(error) = self { Some(error) } else { None }
    }
}

#[derive(Deserialize)]
struct Kind {
    #[serde(default)]
    format_version: Option<String>,
    /// Every line of `terraform plan -json` has one.
    #[serde(default, rename = "@level")]
    level: Option<serde::de::IgnoredAny>,
    /// Terraform 1.5 or older has no other field that tells a plan from a state.
    #[serde(default)]
    planned_values: Option<serde::de::IgnoredAny>,
    #[serde(default)]
    resource_changes: Option<serde::de::IgnoredAny>,
    #[serde(default)]
    errored: Option<bool>,
    #[serde(default)]
    applyable: Option<bool>,
}

impl Plan {
    /// Reads what `terraform show -json` prints.
    ///
    /// # Errors
    /// The text is no plan, or one of another major version.
    pub fn read(text: &str) -> Result<Self, Unreadable> {
        if text.starts_with("PK\u{3}\u{4}") {
            return Err(Unreadable::NoPlan("a saved plan itself"));
        }
        let first = serde_json::Deserializer::from_str(text).into_iter::<Kind>().next();
        let kind = match first {
            None => return Err(Unreadable::NoPlan("empty")),
            Some(kind) => kind.map_err(Unreadable::Json)?,
        };
        if kind.level.is_some() {
            return Err(Unreadable::NoPlan("the log of `terraform plan -json`"));
        }
        let Some(version) = kind.format_version else {
            return Err(Unreadable::NoPlan("JSON without a `format_version`"));
        };
        if version.split('.').next() != Some(MAJOR) {
            return Err(Unreadable::Version(version));
        }
        if kind.planned_values.is_none()
            && kind.resource_changes.is_none()
            && kind.errored.is_none()
            && kind.applyable.is_none()
        {
            return Err(Unreadable::NoPlan("a state"));
        }
        Ok(serde_json::from_str::<raw::Plan>(text).map_err(Unreadable::Json)?.into())
    }

    /// A text in which no secret of this plan stands: AWS may repeat a value that it refuses.
    pub(crate) fn redact(&self, text: &str) -> String {
        self.secrets.iter().fold(text.to_owned(), |text, secret| text.replace(secret, "(sensitive)"))
    }

    /// The address of the resource that has this id or ARN.
    pub(crate) fn address_of(&self, id: &str) -> Option<&str> {
        self.addresses.get(id).map(String::as_str)
    }

    /// What an argument of a resource refers to: `aws_security_group.main` for `aws_security_group.main.id`.
    pub(crate) fn reference(&self, address: &str, argument: &str) -> Option<&str> {
        let block = address.split('[').next().unwrap_or(address);
        self.references.get(block)?.get(argument).map(String::as_str)
    }
}

impl From<raw::Plan> for Plan {
    fn from(raw: raw::Plan) -> Self {
        let outputs = raw
            .output_changes
            .into_iter()
            .filter(|(_, change)| !matches!(Action::of(&change.actions), Action::NoOp));
        let outputs = outputs.map(|(name, change)| {
            let (before, after) = sides(change);
            Output { name, before, after }
        });
        let outputs: Vec<Output> = outputs.collect();
        let changes: Vec<Change> = raw.resource_changes.into_iter().map(Change::from).collect();
        let drift: Vec<Change> = raw.resource_drift.into_iter().map(Change::from).collect();
        let of_changes = changes.iter().chain(&drift).flat_map(|change| [&change.before, &change.after]);
        let of_outputs = outputs.iter().flat_map(|output| [&output.before, &output.after]);
        Self {
            terraform: raw.terraform_version,
            errored: raw.errored,
            incomplete: raw.complete == Some(false),
            addresses: addresses(&changes),
            secrets: secrets(of_changes.chain(of_outputs)),
            changes,
            drift,
            relevant: raw.relevant_attributes.into_iter().map(Relevant::from).collect(),
            outputs,
            failed_checks: raw.checks.iter().flat_map(failures).collect(),
            references: raw.configuration.root_module.resources.into_iter().map(references).collect(),
        }
    }
}

impl From<raw::ResourceChange> for Change {
    fn from(mut raw: raw::ResourceChange) -> Self {
        let forced_by = std::mem::take(&mut raw.change.replace_paths);
        let importing = raw.change.importing.take();
        let action = Action::of(&raw.change.actions);
        let (before, after) = sides(raw.change);
        Self {
            address: raw.address,
            previous: raw.previous_address,
            kind: raw.kind,
            action,
            reason: raw.action_reason.map(Reason),
            forced_by: forced_by.iter().map(|steps| path(steps)).collect(),
            before,
            after,
            importing: importing.map(|it| it["id"].as_str().unwrap_or("known after the apply").to_owned()),
            deposed: raw.deposed.is_some(),
            data: raw.mode == "data",
        }
    }
}

impl From<raw::RelevantAttribute> for Relevant {
    fn from(raw: raw::RelevantAttribute) -> Self {
        Self { resource: raw.resource, attribute: path(&raw.attribute) }
    }
}

/// The first resource that has an id keeps it.
fn addresses(changes: &[Change]) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for change in changes.iter().filter(|change| !change.data) {
        let ids =
            [&change.before, &change.after].into_iter().flat_map(|side| [side.get("id"), side.get("arn")]);
        for id in ids.filter_map(Value::as_str) {
            found.entry(id.to_owned()).or_insert_with(|| change.address.clone());
        }
    }
    found
}

fn sides(change: raw::Change) -> (Value, Value) {
    let before = Side { value: change.before, sensitive: change.before_sensitive, unknown: Json::Null };
    let after =
        Side { value: change.after, sensitive: change.after_sensitive, unknown: change.after_unknown };
    shade(before, after)
}

fn path(steps: &[Json]) -> Path {
    let step = |json: &Json| match json {
        Json::Number(number) => Step::Index(number.as_u64().and_then(|n| n.try_into().ok()).unwrap_or(0)),
        Json::String(key) => Step::Key(key.clone()),
        other => Step::Key(other.to_string()),
    };
    Path(steps.iter().map(step).collect())
}

fn failures(check: &raw::Check) -> Vec<(String, String)> {
    if !matches!(check.status.as_str(), "fail" | "error") {
        return Vec::new();
    }
    let address = check.address["to_display"].as_str().unwrap_or("a check");
    let problems = check.instances.iter().flat_map(|instance| &instance.problems);
    let mut failures: Vec<_> =
        problems.map(|problem| (address.to_owned(), problem.message.clone())).collect();
    if failures.is_empty() {
        failures.push((address.to_owned(), "failed, and says no more".to_owned()));
    }
    failures
}

/// The first thing that each argument refers to, which Terraform lists as an attribute and then its resource.
fn references(resource: raw::Configured) -> (String, BTreeMap<String, String>) {
    let target = |expression: &Json| {
        let mut named = expression["references"].as_array()?.iter().filter_map(Json::as_str);
        Some(named.next_back()?.to_owned())
    };
    let arguments = resource.expressions.iter().filter_map(|(name, it)| Some((name.clone(), target(it)?)));
    (resource.address, arguments.collect())
}
