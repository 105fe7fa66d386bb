//! Why there is no plan, or only half of one: what Terraform said.

use super::escape::{longest_run, visible};
use super::fit::Section;

/// A longer line is left out whole: Terraform quotes the line of the file, which may be the whole file.
const LONG_LINE: usize = 600;
/// Of a longer message the middle is left out.
const LONG_MESSAGE: usize = 120;

/// A section with each message in a fence of its own, so that none is cut.
pub(super) fn section(title: &str, said: &str) -> Section {
    let items = messages(said).iter().map(|message| fenced(message)).collect();
    Section { title: format!("\n#### {title}\n"), items, ..Section::default() }
}

/// There is no plan, and nobody handed in why.
pub(super) fn unsaid() -> Section {
    let title = "\nTerraform's message was not handed in; the log of the run has it.\n".to_owned();
    Section { title, ..Section::default() }
}

/// What Terraform said from its first error on, since what comes before is the plan itself; or all of it.
fn messages(said: &str) -> Vec<Vec<String>> {
    let lines: Vec<String> = said.lines().map(bare).collect();
    let begins = |line: &String| line.starts_with("Error: ") || line.starts_with("Warning: ");
    let first = lines.iter().position(|line| line.starts_with("Error: ")).unwrap_or(0);
    let mut messages: Vec<Vec<String>> = Vec::new();
    for line in &lines[first..] {
        if messages.is_empty() || begins(line) {
            messages.push(Vec::new());
        }
        if let Some(message) = messages.last_mut() {
            message.push(line.clone());
        }
    }
    messages.retain(|message| message.iter().any(|line| !line.is_empty()));
    messages.iter_mut().for_each(shorten);
    messages
}

/// A line without colours and the frame that Terraform draws.
fn bare(line: &str) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once("\u{1b}[") {
        out.push_str(before);
        rest = after.trim_start_matches(|char: char| char.is_ascii_digit() || char == ';');
        rest = rest.strip_prefix(|char: char| char.is_ascii_alphabetic()).unwrap_or(rest);
    }
    out.push_str(rest);
    let line = out.trim_end();
    let framed = line.strip_prefix(['│', '╷', '╵']).map(|inner| inner.strip_prefix(' ').unwrap_or(inner));
    visible(framed.unwrap_or(line))
}

fn shorten(message: &mut Vec<String>) {
    for line in message.iter_mut() {
        let length = line.chars().count();
        if length > LONG_LINE {
            *line = format!("(a line of {length} characters is left out)");
        }
    }
    let blank = |line: Option<&String>| line.is_some_and(String::is_empty);
    while blank(message.last()) {
        message.pop();
    }
    while blank(message.first()) {
        message.remove(0);
    }
    if message.len() > LONG_MESSAGE {
        let middle = LONG_MESSAGE * 2 / 3..message.len() - LONG_MESSAGE / 3;
        let note = format!("({} lines are left out)", middle.len());
        message.splice(middle, [note]);
    }
}

fn fenced(lines: &[String]) -> String {
    let text = lines.join("\n");
    let fence = "`".repeat(longest_run(&text).max(2) + 1);
    format!("\n{fence}text\n{text}\n{fence}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_has_no_frame_and_no_colours() {
        let said = "\u{1b}[31m╷\u{1b}[0m\n\u{1b}[31m│\u{1b}[0m \u{1b}[1mError: \u{1b}[0mNo\n│ \n│   on main.tf line 1\n╵\n";
        assert_eq!(messages(said), [["Error: No", "", "  on main.tf line 1"]]);
    }

    #[test]
    fn what_is_endless_ends() {
        let said = format!("Error: {}\n{}", "x".repeat(700), "line\n".repeat(500));
        let found = &messages(&said)[0];
        assert_eq!(found.len(), 121);
        assert_eq!(found[0], "(a line of 707 characters is left out)");
        assert_eq!(found[80], "(381 lines are left out)");
    }
}
