//! What is wrong with a file: where, what, what is allowed, what to do.

use std::collections::HashSet;
use std::fmt;
use std::sync::Arc;

use aws::limits::Refused;

/// Whether a problem stops the work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// It does.
    Error,
    /// It does not, but is worth a look.
    Warning,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Error => "error",
            Self::Warning => "warning",
        })
    }
}

/// A place in a file, or a whole file.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Location {
    /// The file, as seen from the workspace's root.
    pub file: Arc<str>,
    /// The place in it; none is the whole file.
    pub excerpt: Option<Excerpt>,
}

/// A place in a file, with the line's text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Excerpt {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// How many characters are meant; at least 1.
    pub width: usize,
    /// The line.
    pub text: String,
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        match &self.excerpt {
            Some(excerpt) => write!(f, ":{}:{}", excerpt.line, excerpt.column),
            None => Ok(()),
        }
    }
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Problem {
    /// Whether it stops the work.
    pub severity: Severity,
    /// The policy rule it breaks, for those that can be waived by that name.
    pub rule: Option<&'static str>,
    /// What it is about: `services.patient-service.memory`; empty for a whole file.
    pub path: String,
    /// What is wrong, with the value given.
    pub message: String,
    /// The values allowed.
    pub allowed: Option<String>,
    /// What to do next.
    pub hint: Option<String>,
    /// Where it is.
    pub location: Option<Location>,
}

impl Problem {
    pub(crate) fn new(
        severity: Severity,
        path: String,
        refused: Refused,
        location: Option<Location>,
    ) -> Self {
        let Refused { message, allowed, hint } = refused;
        Self { severity, rule: None, path, message, allowed, hint, location }
    }

    /// The file, the line and the column, for sorting and for programs; zeros where there are none.
    #[must_use]
    pub fn position(&self) -> (&str, usize, usize) {
        match &self.location {
            Some(Location { file, excerpt: Some(excerpt) }) => (file, excerpt.line, excerpt.column),
            Some(Location { file, excerpt: None }) => (file, 0, 0),
            None => ("", 0, 0),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.severity)?;
        if let Some(rule) = self.rule {
            write!(f, "[{rule}]")?;
        }
        if !self.path.is_empty() {
            write!(f, ": {}", self.path)?;
        }
        writeln!(f, ": {}", self.message)?;
        if let Some(location) = &self.location {
            writeln!(f, "  --> {location}")?;
            if let Some(excerpt) = &location.excerpt {
                write!(f, "{excerpt}")?;
            }
        }
        if let Some(allowed) = &self.allowed {
            writeln!(f, "  allowed: {allowed}")?;
        }
        if let Some(hint) = &self.hint {
            writeln!(f, "  hint: {hint}")?;
        }
        Ok(())
    }
}

/// Of a longer line, only what is around the place is printed.
const WIDEST: usize = 160;
const BEFORE: usize = 40;
const AFTER: usize = 60;

impl fmt::Display for Excerpt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let gutter = " ".repeat(self.line.to_string().len());
        let (mut column, mut width) = (self.column, self.width);
        let mut text = self.text.clone();
        if text.chars().count() > WIDEST {
            let skipped = self.column.saturating_sub(BEFORE + 1);
            width = width.min(AFTER);
            let start = if skipped > 0 { "…" } else { "" };
            column = self.column - skipped + start.chars().count();
            let around: String = self.text.chars().skip(skipped).take(BEFORE + AFTER).collect();
            text = format!("{start}{around}…");
        }
        writeln!(f, "{gutter} |")?;
        writeln!(f, "{} | {text}", self.line)?;
        writeln!(f, "{gutter} | {}{}", " ".repeat(column - 1), "^".repeat(width))
    }
}

/// All that is wrong, errors and warnings: environment by environment, its own file before the shared defaults, line by line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problems(Vec<Problem>);

impl Problems {
    /// Problems in the order given, each once.
    pub(crate) fn new(mut problems: Vec<Problem>) -> Self {
        let mut seen = HashSet::new();
        problems.retain(|problem| seen.insert(problem.clone()));
        Self(problems)
    }

    /// Each problem.
    pub fn iter(&self) -> std::slice::Iter<'_, Problem> {
        self.0.iter()
    }

    /// How many errors there are.
    #[must_use]
    pub fn errors(&self) -> usize {
        self.iter().filter(|problem| problem.severity == Severity::Error).count()
    }

    /// The problems, as a list.
    #[must_use]
    pub fn into_vec(self) -> Vec<Problem> {
        self.0
    }
}

impl FromIterator<Problem> for Problems {
    fn from_iter<I: IntoIterator<Item = Problem>>(problems: I) -> Self {
        Self::new(problems.into_iter().collect())
    }
}

impl From<Problem> for Problems {
    fn from(problem: Problem) -> Self {
        Self(vec![problem])
    }
}

impl<'a> IntoIterator for &'a Problems {
    type Item = &'a Problem;
    type IntoIter = std::slice::Iter<'a, Problem>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, problem) in self.iter().enumerate() {
            if at > 0 {
                writeln!(f)?;
            }
            write!(f, "{problem}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Problems {}
