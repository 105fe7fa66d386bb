//! What came of it.

use std::collections::HashSet;

use crate::finding::Finding;
use crate::network::Connection;
use crate::rule::Severity;

/// A rule that does not hold for something, and need not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiver<'w> {
    /// The rule's name.
    pub rule: &'w str,
    /// The address that it does not hold for; `*` of a rule that an environment's file already sets aside as a whole.
    pub address: &'w str,
}

/// What was looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    /// How many files.
    pub files: usize,
    /// How many resources and data sources.
    pub resources: usize,
    /// How many of them are of a type that the schema's slice has.
    pub recognised: usize,
    /// How many rules.
    pub rules: usize,
    /// How many questions have no answer: a rule asked for a value that no file says.
    pub not_judged: usize,
}

/// What came of checking a directory.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// What is wrong: errors first, then by rule, address and path.
    pub findings: Vec<Finding>,
    /// What is wrong and waived.
    pub waived: Vec<Finding>,
    /// The waivers, by their place, that set nothing aside.
    pub unused: Vec<usize>,
    /// What was looked at.
    pub checked: Checked,
    /// Every connection that somebody can open, as the walk finds it.
    pub connections: Vec<Connection>,
}

impl Outcome {
    pub(crate) fn new(
        mut findings: Vec<Finding>,
        waivers: &[Waiver<'_>],
        checked: Checked,
        connections: Vec<Connection>,
    ) -> Self {
        findings.sort_by(|a, b| order(a).cmp(&order(b)));
        let mut used = HashSet::new();
        let (waived, findings) = findings.into_iter().partition(|finding| {
            let sets_aside = |waiver: &Waiver<'_>| {
                waiver.rule == finding.rule.id && (waiver.address == finding.address || waiver.address == "*")
            };
            let matching: Vec<usize> =
                waivers.iter().enumerate().filter(|(_, w)| sets_aside(w)).map(|(at, _)| at).collect();
            let is_waived = !matching.is_empty();
            used.extend(matching);
            is_waived
        });
        let unused =
            (0..waivers.len()).filter(|at| !used.contains(at) && waivers[*at].address != "*").collect();
        Self { findings, waived, unused, checked, connections }
    }

    /// Adds what came of checking another directory.
    pub fn add(&mut self, other: Self) {
        self.findings.extend(other.findings);
        self.waived.extend(other.waived);
        self.connections.extend(other.connections);
        self.checked.files += other.checked.files;
        self.checked.resources += other.checked.resources;
        self.checked.recognised += other.checked.recognised;
        self.checked.rules = other.checked.rules;
        self.checked.not_judged += other.checked.not_judged;
    }

    /// How many findings are errors.
    #[must_use]
    pub fn errors(&self) -> usize {
        self.findings.iter().filter(|finding| finding.severity() == Severity::Error).count()
    }

    /// How many findings are warnings.
    #[must_use]
    pub fn warnings(&self) -> usize {
        self.findings.len() - self.errors()
    }
}

fn order(finding: &Finding) -> (Severity, &str, &str, &str) {
    (finding.severity(), finding.rule.id, &finding.address, &finding.path)
}
