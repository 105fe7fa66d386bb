//! The comment as a whole; its table of contents.

use super::fit::{Medium, Section, fit};
use super::{failure, headline, sections};
use crate::findings::Findings;
use crate::judge::{drift, security};
use crate::plan::Plan;

/// What the comment is of, and what a plan does not say.
#[derive(Debug, Default)]
pub struct Header {
    /// The environment.
    pub environment: String,
    /// The commit that was planned.
    pub commit: Option<String>,
    /// The address of the run.
    pub run: Option<String>,
    /// Providers with their versions.
    pub providers: Vec<String>,
}

/// What there is to show.
#[derive(Clone, Copy, Debug, Default)]
pub struct Subject<'a> {
    /// The plan, if there is one.
    pub plan: Option<&'a Plan>,
    /// What Terraform said while it failed.
    pub error: Option<&'a str>,
    /// What `iac check` found.
    pub findings: Option<&'a Findings>,
}

/// The comment: first what cannot be taken back, last what is long.
#[must_use]
pub fn comment(header: &Header, subject: Subject<'_>, medium: Medium) -> String {
    let mut sections: Vec<Section> = Vec::new();
    let said = subject.error.filter(|said| !said.trim().is_empty());
    let failed = subject.plan.is_none_or(|plan| plan.errored);
    let redacted = said.map(|said| subject.plan.map_or(said.to_owned(), |plan| plan.redact(said)));
    match (&redacted, failed) {
        (Some(said), true) => sections.push(failure::section("What Terraform said", said)),
        (Some(said), false) => sections.push(failure::section("What Terraform also said", said)),
        (None, true) => sections.push(failure::unsaid()),
        (None, false) => {}
    }
    let mut top = headline::failed(header, subject.plan);
    if let Some(plan) = subject.plan {
        let mut drifts = drift::drift(plan);
        if !failed {
            top = headline::planned(header, plan, &drifts);
        }
        if headline::is_quiet(plan, &drifts) {
            // One line, whatever AWS filled in.
            drifts.read_back.clear();
        }
        let [security, security_of_new] = sections::security(&security::sentences(plan));
        sections.extend([sections::failed_checks(plan), sections::destroyed(plan), security]);
        sections.extend([sections::changed(plan), sections::others(plan)]);
        sections.extend([sections::drift(&drifts), sections::outputs(plan)]);
        sections.extend(subject.findings.map(sections::findings));
        sections.extend([security_of_new, sections::added(plan), sections::read_back(&drifts)]);
        sections.push(sections::full_diff(plan));
    } else {
        sections.extend(subject.findings.map(sections::findings));
    }
    sections.retain(|section| !section.title.is_empty());
    fit(&top, &sections, medium, |left_out| headline::notice(header, medium, left_out))
}
