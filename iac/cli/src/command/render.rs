//! `iac render`

use std::path::{Path, PathBuf};

use environment::Severity;
use render::{Change, Directory, GENERATED};

use crate::arguments::Render;
use crate::roots::{self, Root};
use crate::{Compose, Outcome, print};

/// A root, where it is written, and what would change there.
struct Plan<'r> {
    directory: Directory,
    changes: Vec<Change<'r>>,
    /// Files that Terraform would apply although nothing here made them.
    strangers: Vec<PathBuf>,
    files: usize,
}

pub(crate) fn run(compose: Compose, directory: Option<&Path>, arguments: &Render) -> anyhow::Result<Outcome> {
    let repository = roots::repository(directory)?;
    let workspace = roots::open(&repository)?;
    let names = roots::names(&workspace, &arguments.names)?;
    let roots = match roots::compose_all(compose, &workspace, &names)? {
        Ok(roots) => roots,
        Err(wrong) => {
            wrong.problems.iter().for_each(print::problem);
            for (directory, outcome) in &wrong.found {
                print::findings(&check::report::text(directory, outcome));
            }
            let problems = wrong.problems.iter().filter(|problem| problem.severity == Severity::Error);
            let errors =
                problems.count() + wrong.found.iter().map(|(_, found)| found.errors()).sum::<usize>();
            print::note(&format!("{}; nothing was written", count(errors, "error")));
            return Ok(Outcome::Findings);
        }
    };
    for root in &roots {
        root.warnings.iter().for_each(print::problem);
        if !root.outcome.findings.is_empty() {
            print::findings(&check::report::text(&format!("{GENERATED}/{}", root.name), &root.outcome));
        }
    }

    let out = arguments.out.clone().unwrap_or_else(|| repository.join(GENERATED));
    let plans = roots.iter().map(|root| plan(&out, root)).collect::<anyhow::Result<Vec<Plan<'_>>>>()?;
    let known = roots::names(&workspace, &[])?;
    let orphans = if arguments.names.is_empty() { render::orphans(&out, &known)? } else { Vec::new() };
    for orphan in &orphans {
        print::plain_error(&format!(
            "`{}` belongs to no environment file; destroy what it describes, then remove it",
            orphan.display()
        ));
    }
    let strangers: Vec<&PathBuf> = plans.iter().flat_map(|plan| &plan.strangers).collect();
    for stranger in &strangers {
        print::plain_error(&format!(
            "`{}` was not made from the environment file, and Terraform would apply it; move it away",
            stranger.display()
        ));
    }
    if arguments.check {
        let command = command(arguments);
        return Ok(compare(&plans, strangers.is_empty() && orphans.is_empty(), &command));
    }
    if !strangers.is_empty() {
        print::note("nothing was written");
        return Ok(Outcome::Findings);
    }
    for plan in &plans {
        plan.directory.apply(&plan.changes)?;
        plan.changes.iter().for_each(print::change);
        print::line(&format!("{}: {}", plan.directory.path().display(), summary(plan)));
    }
    for name in &names {
        if let Some(other) = render::lock_file_to_copy(&out, name, &known) {
            let root = out.join(name);
            print::note(&format!(
                "`{}` pins no provider yet; copy `{}` there and commit it",
                root.display(),
                other.display()
            ));
        }
    }
    Ok(if orphans.is_empty() { Outcome::Well } else { Outcome::Findings })
}

fn plan<'r>(out: &Path, root: &'r Root) -> anyhow::Result<Plan<'r>> {
    let directory = Directory::new(out.join(&root.name));
    let changes = directory.changes(&root.files)?;
    let strangers = directory.strangers(&root.files)?;
    let strangers =
        strangers.into_iter().filter(|path| !changes.iter().any(|change| change.path == *path)).collect();
    Ok(Plan { directory, changes, strangers, files: root.files.len() })
}

fn compare(plans: &[Plan<'_>], nothing_else: bool, command: &str) -> Outcome {
    for change in plans.iter().flat_map(|plan| &plan.changes) {
        print::diff(&render::unified(change));
    }
    let differing: usize = plans.iter().map(|plan| plan.changes.len()).sum();
    if differing > 0 {
        print::note(&format!("{} not as rendered; run `{command}`", files_are(differing)));
        return Outcome::Findings;
    }
    if !nothing_else {
        return Outcome::Findings;
    }
    let files: usize = plans.iter().map(|plan| plan.files).sum();
    print::line(&format!("{} as rendered", files_are(files)));
    Outcome::Well
}

/// The command that makes the difference go away.
fn command(arguments: &Render) -> String {
    let mut command = "cargo run -p iac -- render".to_owned();
    for name in &arguments.names {
        command.push(' ');
        command.push_str(name);
    }
    if let Some(out) = &arguments.out {
        command.push_str(" --out ");
        command.push_str(&out.display().to_string());
    }
    command
}

fn summary(plan: &Plan<'_>) -> String {
    match plan.changes.len() {
        0 => format!("{}, nothing changed", count(plan.files, "file")),
        changed => format!("{}, {changed} changed", count(plan.files, "file")),
    }
}

fn files_are(number: usize) -> String {
    format!("{} {}", count(number, "file"), if number == 1 { "is" } else { "are" })
}

fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}
