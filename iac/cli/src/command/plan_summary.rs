//! `iac plan-summary`

use std::fs;
use std::io::{self, Read as _};
use std::path::Path;

use anyhow::{Context, bail};
use plan::{Findings, Header, Medium, Plan, Subject};

use crate::arguments::{Place, PlanSummary, SummaryFormat};
use crate::{Outcome, print};

/// Standard input, where a file is asked for.
const STANDARD_INPUT: &str = "-";

pub(crate) fn run(arguments: &PlanSummary) -> anyhow::Result<Outcome> {
    let from_input =
        [&arguments.plan, &arguments.error].map(|path| path.as_deref() == Some(Path::new(STANDARD_INPUT)));
    if from_input == [true, true] {
        bail!("the plan and the error cannot both be standard input; put one of them into a file");
    }
    let error = arguments.error.as_deref().map(read).transpose()?;
    let plan = match arguments.plan.as_deref() {
        Some(path) => plan(path, error.is_some())?,
        None => None,
    };
    let findings = arguments.findings.as_deref().map(findings).transpose()?;
    let environment = environment(arguments)?;
    match (arguments.format, &plan) {
        (SummaryFormat::Json, None) => bail!("there is no plan to list; without one, write Markdown"),
        (SummaryFormat::Json, Some(plan)) => {
            print::line(&serde_json::to_string_pretty(&plan::listing(&environment, plan))?);
        }
        (SummaryFormat::Markdown, plan) => {
            let header = Header {
                environment,
                commit: arguments.commit.clone(),
                run: arguments.run.clone(),
                providers: arguments
                    .lock_file
                    .as_deref()
                    .map(read)
                    .transpose()?
                    .map_or(Vec::new(), |lock| plan::providers(&lock)),
            };
            let subject =
                Subject { plan: plan.as_ref(), error: error.as_deref(), findings: findings.as_ref() };
            print::text(&plan::comment(&header, subject, medium(arguments.place)));
        }
    }
    let stateful = plan.is_some_and(|plan| plan.stateful().next().is_some());
    Ok(if stateful { Outcome::Stateful } else { Outcome::Well })
}

/// The plan; none if the file is empty, which is what a failed `terraform show` leaves, and somebody says why.
fn plan(path: &Path, may_be_empty: bool) -> anyhow::Result<Option<Plan>> {
    let text = read(path)?;
    if may_be_empty && text.trim().is_empty() {
        return Ok(None);
    }
    let plan = Plan::read(&text).with_context(|| format!("cannot read the plan `{}`", path.display()))?;
    Ok(Some(plan))
}

fn findings(path: &Path) -> anyhow::Result<Findings> {
    let text = read(path)?;
    Findings::read(&text)
        .with_context(|| format!("`{}` is not what `iac check --format json` prints", path.display()))
}

/// A text; what is no UTF-8 in it is replaced, as the rest still says what happened.
fn read(path: &Path) -> anyhow::Result<String> {
    let mut bytes = Vec::new();
    if path == Path::new(STANDARD_INPUT) {
        io::stdin().lock().read_to_end(&mut bytes).context("cannot read standard input")?;
    } else {
        bytes = fs::read(path).with_context(|| format!("cannot read `{}`", path.display()))?;
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn environment(arguments: &PlanSummary) -> anyhow::Result<String> {
    if let Some(name) = &arguments.environment {
        return Ok(name.clone());
    }
    let file = arguments.plan.as_deref().filter(|path| *path != Path::new(STANDARD_INPUT));
    let stem = file.and_then(Path::file_stem).map(|stem| stem.to_string_lossy().into_owned());
    stem.and_then(|stem| crate::arguments::environment(&stem).ok())
        .context("what is the plan for? Name it, as in `--environment dev`")
}

fn medium(place: Place) -> Medium {
    match place {
        Place::Comment => Medium::Comment,
        Place::JobSummary => Medium::JobSummary,
    }
}
