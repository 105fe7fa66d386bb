//! The printing room: the only place that writes to the terminal. Colour appears on terminals alone.

use anstream::{eprint, eprintln, print, println};
use anstyle::{AnsiColor, Style};
use environment::{Problem, Severity};
use render::{Action, Change};

const ERROR: Style = AnsiColor::Red.on_default().bold();
const WARNING: Style = AnsiColor::Yellow.on_default().bold();
const ADDED: Style = AnsiColor::Green.on_default();
const REMOVED: Style = AnsiColor::Red.on_default();
const PLACE: Style = AnsiColor::Cyan.on_default();

/// One line of an answer.
pub(crate) fn line(text: &str) {
    println!("{text}");
}

/// Why the program could not do what it was asked, with every cause.
pub(crate) fn failure(error: &anyhow::Error) {
    eprintln!("{ERROR}error{ERROR:#}: {error:#}");
}

/// A problem with the input.
pub(crate) fn problem(problem: &Problem) {
    let style = match problem.severity {
        Severity::Error => ERROR,
        Severity::Warning => WARNING,
    };
    let text = problem.to_string();
    let severity = problem.severity.to_string();
    let rest = text.strip_prefix(&severity).unwrap_or(&text);
    eprintln!("{style}{severity}{style:#}{rest}");
}

/// What a check found, styled.
pub(crate) fn findings(text: &str) {
    eprint!("{text}");
}

/// An answer of several lines, styled.
pub(crate) fn text(text: &str) {
    print!("{text}");
}

/// What the reader should do, or what was found in all.
pub(crate) fn note(text: &str) {
    eprintln!("{text}");
}

/// What happens to a file.
pub(crate) fn change(change: &Change<'_>) {
    let style = match change.action() {
        Action::Create => ADDED,
        Action::Update => WARNING,
        Action::Remove => REMOVED,
    };
    println!("{style}{:6}{style:#} {}", change.action().to_string(), change.path.display());
}

/// A unified diff.
pub(crate) fn diff(text: &str) {
    for line in text.split_inclusive('\n') {
        let style = match line.as_bytes() {
            [b'+', ..] => ADDED,
            [b'-', ..] => REMOVED,
            [b'@', ..] => PLACE,
            _ => Style::new(),
        };
        print!("{style}{line}{style:#}");
    }
}

/// A problem that has no place in a file.
pub(crate) fn plain_error(text: &str) {
    eprint!("{ERROR}error{ERROR:#}: {text}\n");
}
