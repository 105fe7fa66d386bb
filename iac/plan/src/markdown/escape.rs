//! Text that stays text: nothing that stands in a plan becomes markup, a mention or a reference.

use std::fmt::Write as _;

/// What is longer is shortened with `…`; the full diff has it whole.
const LONGEST: usize = 240;
/// More of a list is only counted.
const MOST: usize = 12;
/// An empty comment of HTML, which no reader sees, and which parts what GitHub would link.
const PART: &str = "<!-- -->";

/// As code, in running text or in a table.
pub(crate) fn code(text: &str) -> String {
    let text = visible(text);
    let text = match text.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None if text.is_empty() => "\"\"".to_owned(),
        None => text,
    };
    // A table ends its cells at `|` before it looks for code, and takes a backslash before one away.
    if text.contains('|') {
        return format!("<code>{}</code>", entities(&text));
    }
    let fence = "`".repeat(longest_run(&text) + 1);
    let pad = if text.starts_with(['`', ' ']) || text.ends_with(['`', ' ']) { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// A list of code.
pub(crate) fn codes<'t>(texts: impl IntoIterator<Item = &'t String>) -> String {
    let all: Vec<&String> = texts.into_iter().collect();
    let mut shown: Vec<String> = all.iter().take(MOST).map(|text| code(text)).collect();
    if all.len() > MOST {
        shown.push(format!("{} more", all.len() - MOST));
    }
    shown.join(", ")
}

/// As prose, on one line, in which what stands between backticks is code.
pub(super) fn prose(text: &str) -> String {
    let text = text.trim();
    let mut out = String::new();
    // Of an odd number of backticks the last is a character like others.
    let ticks = text.matches('`').count() / 2 * 2;
    for (at, part) in text.splitn(ticks + 1, '`').enumerate() {
        if at % 2 == 1 && !part.is_empty() { out.push_str(&code(part)) } else { plain(part, &mut out) }
    }
    out
}

fn plain(text: &str, out: &mut String) {
    let text = visible(&one_line(text));
    let mut before = ' ';
    for (at, char) in text.char_indices() {
        match char {
            '\\' | '*' | '_' | '~' | '[' | ']' | '<' | '>' | '!' | '$' | '|' | '&' => {
                out.push('\\');
                out.push(char);
            }
            '`' => out.push_str("&#96;"),
            // Mentions, references to issues, and addresses of them.
            '@' | '#' => _ = write!(out, "{char}{PART}"),
            '-' if before.eq_ignore_ascii_case(&'h') => _ = write!(out, "{PART}-"),
            ':' if text[at..].starts_with("://") => _ = write!(out, ":{PART}"),
            '.' if before.eq_ignore_ascii_case(&'w') => _ = write!(out, "{PART}."),
            char => out.push(char),
        }
        before = char;
    }
}

/// Every run of white space as one space.
fn one_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for char in text.chars() {
        match char.is_whitespace() {
            false => out.push(char),
            true if !out.ends_with(' ') => out.push(' '),
            true => {}
        }
    }
    out
}

/// On one line, with what is not seen written out: line ends, escapes of terminals, marks that turn text round.
pub(super) fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            char if char.is_control() || is_invisible(char) => {
                _ = write!(out, "\\u{{{:x}}}", u32::from(char));
            }
            char => out.push(char),
        }
    }
    out
}

/// Marks of direction, characters without width, other line ends, and tags.
fn is_invisible(char: char) -> bool {
    matches!(char, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

fn entities(text: &str) -> String {
    let mut out = String::new();
    for char in text.chars() {
        if char.is_ascii_punctuation() {
            _ = write!(out, "&#{};", u32::from(char));
        } else {
            out.push(char);
        }
    }
    out
}

/// The longest run of backticks.
pub(super) fn longest_run(text: &str) -> usize {
    text.split(|char| char != '`').map(str::len).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_cannot_be_left() {
        assert_eq!(code("a"), "`a`");
        assert_eq!(code(""), "`\"\"`");
        assert_eq!(code("a`b"), "``a`b``");
        assert_eq!(code("`a``"), "``` `a`` ```");
        assert_eq!(code("a\n\n</details>"), "`a\\n\\n</details>`");
        assert_eq!(code(r"a\| @b"), "<code>a&#92;&#124; &#64;b</code>");
        assert_eq!(code("\u{202e}\u{1b}[31m"), "`\\u{202e}\\u{1b}[31m`");
    }

    #[test]
    fn what_is_long_is_shortened_between_characters() {
        assert_eq!(code(&"ä".repeat(300)), format!("`{}…`", "ä".repeat(240)));
    }

    #[test]
    fn prose_mentions_nobody_and_refers_to_nothing() {
        assert_eq!(prose("ask @team of #1 or GH-2"), "ask @<!-- -->team of #<!-- -->1 or GH<!-- -->-2");
        assert_eq!(prose("see https://x.y/issues/1"), "see https:<!-- -->//x.y/issues/1");
        assert_eq!(prose("www.x.y"), "www<!-- -->.x.y");
        assert_eq!(prose("<b> *a* | b\n\n# c"), "\\<b\\> \\*a\\* \\| b #<!-- --> c");
        assert_eq!(prose("`300` is not `x"), "`300` is not &#96;x");
    }
}
