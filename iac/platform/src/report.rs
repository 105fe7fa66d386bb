//! What the generated README tells of the stack, recorded where it is made.

/// Tables of the generated README.
#[derive(Default)]
pub(crate) struct Report {
    /// Role, who takes it on, what it may do, on what: one statement of its policy.
    pub(crate) roles: Rows<4>,
    /// Alarm of the database, what it means, what to do then.
    pub(crate) runbook: Rows<3>,
}

/// The rows of a Markdown table, as text: there may be thousands.
#[derive(Default)]
pub(crate) struct Rows<const COLUMNS: usize>(String);

impl<const COLUMNS: usize> Rows<COLUMNS> {
    /// Adds a row, on a line of its own.
    pub(crate) fn push(&mut self, cells: [&str; COLUMNS]) {
        self.0.push_str("\n|");
        for text in cells {
            self.0.push(' ');
            if !text.is_empty() {
                push_cell(&mut self.0, text);
                self.0.push(' ');
            }
            self.0.push('|');
        }
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

/// Text inside a cell of a Markdown table.
pub(crate) fn cell(text: &str) -> String {
    let mut cell = String::with_capacity(text.len());
    push_cell(&mut cell, text);
    cell
}

fn push_cell(out: &mut String, text: &str) {
    // Most is plain.
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~') && byte != b'|') {
        return out.push_str(text);
    }
    for letter in text.chars() {
        match letter {
            '|' => out.push_str("\\|"),
            letter if letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}') => out.push(' '),
            letter => out.push(letter),
        }
    }
}

/// Text of a person's, which may not be Markdown or HTML.
pub(crate) fn plain(text: &str) -> String {
    cell(&text.replace('&', "&amp;").replace('<', "&lt;").replace('`', "&#96;"))
}

/// Words as code, one a line of the cell.
pub(crate) fn code<W: AsRef<str>>(words: impl IntoIterator<Item = W>) -> String {
    let mut code = String::new();
    for word in words {
        if !code.is_empty() {
            code.push_str("<br>");
        }
        code.push('`');
        code.push_str(&word.as_ref().replace('`', "'"));
        code.push('`');
    }
    code
}
