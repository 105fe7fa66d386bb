//! Terraform's templates: text in JSON in which `${…}` is computed and `%{…}` is decided.

/// What text in a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Text {
    /// Nothing is computed.
    Literal,
    /// Wholly one expression, whose value may be anything.
    Expression,
    /// An expression and something else beside it, whose value is text.
    Template,
    /// An expression that does not end.
    Unclosed,
}

/// Says what `text` is. Takes time linear in its length and does not recurse.
pub(crate) fn read(text: &str) -> Text {
    if !text.contains("${") && !text.contains("%{") {
        return Text::Literal;
    }
    let bytes = text.as_bytes();
    let mut found = Text::Literal;
    let mut at = 0;
    while at + 1 < bytes.len() {
        if !opens(bytes, at) {
            // `$${` and `%%{` are literal.
            let escaped = bytes[at] == bytes[at + 1] && opens(bytes, at + 1);
            at += if escaped { 3 } else { 1 };
            continue;
        }
        let Some(end) = close(bytes, at + 2) else {
            return Text::Unclosed;
        };
        if at == 0 && end == bytes.len() && bytes[0] == b'$' {
            return Text::Expression;
        }
        found = Text::Template;
        at = end;
    }
    found
}

fn opens(bytes: &[u8], at: usize) -> bool {
    matches!(bytes.get(at), Some(b'$' | b'%')) && bytes.get(at + 1) == Some(&b'{')
}

/// Where the expression that begins at `at` ends, after its brace.
fn close(bytes: &[u8], mut at: usize) -> Option<usize> {
    // What is open: a brace, or a quotation mark in which templates may open again.
    let mut open = vec![b'{'];
    while let Some(&byte) = bytes.get(at) {
        let quoted = open.last() == Some(&b'"');
        match byte {
            b'\\' if quoted => at += 1,
            b'"' if quoted => _ = open.pop(),
            b'"' => open.push(b'"'),
            b'$' | b'%' if quoted && bytes.get(at + 1) == Some(&byte) && opens(bytes, at + 1) => at += 2,
            b'$' | b'%' if quoted && opens(bytes, at) => {
                open.push(b'{');
                at += 1;
            }
            b'{' if !quoted => open.push(b'{'),
            b'}' if !quoted => {
                open.pop();
                if open.is_empty() {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
        at += 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{Text, read};

    #[test]
    fn text_is_literal_an_expression_a_template_or_unclosed() {
        for (text, expected) in [
            ("", Text::Literal),
            ("plain {text} $5 100%", Text::Literal),
            ("$${not.one}", Text::Literal),
            ("%%{ if }", Text::Literal),
            ("${aws_vpc.main.id}", Text::Expression),
            ("${{a = \"}\"}}", Text::Expression),
            ("${f(\"a${b[\"c\"]}\\\"}\")}", Text::Expression),
            ("${f(\"$${\")}", Text::Expression),
            (" ${a}", Text::Template),
            ("${a}${b}", Text::Template),
            ("$$${a}", Text::Literal),
            ("%{if a}b%{endif}", Text::Template),
            ("${a", Text::Unclosed),
            ("${\"}", Text::Unclosed),
            ("a ${", Text::Unclosed),
            ("ä${ö}ü", Text::Template),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }
}
