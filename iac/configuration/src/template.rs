//! Terraform's templates: text in JSON in which `${…}` is computed and `%{…}` is decided.
//! <https://developer.hashicorp.com/terraform/language/expressions/strings>

use std::borrow::Cow;

/// What text in a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Template {
    /// Nothing is computed.
    Literal,
    /// Wholly one expression, whose value may be anything.
    Expression,
    /// An expression and something else beside it, whose value is text.
    Mixed,
    /// An expression that does not end.
    Unclosed,
}

/// A piece of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part<'a> {
    /// Stands for itself. What was escaped (`$${`) is not any more.
    Literal(Cow<'a, str>),
    /// What stands between `${` and `}`.
    Expression(&'a str),
    /// What stands between `%{` and `}`: text about it is there or not.
    Directive(&'a str),
}

impl Template {
    /// Says what `text` is. Takes time linear in its length and does not recurse.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut found = Self::Literal;
        let whole = text.len();
        for span in Spans::new(text) {
            match span {
                Span::Literal(_) => {}
                Span::Unclosed(_) => return Self::Unclosed,
                Span::Computed(start, end) if start == 0 && end == whole && text.starts_with('$') => {
                    return Self::Expression;
                }
                Span::Computed(..) => found = Self::Mixed,
            }
        }
        found
    }

    /// Whether something may be computed in `text`: `${` or `%{` stands there, escaped or not. Quick.
    #[must_use]
    pub(crate) fn may_compute(text: &str) -> bool {
        ['$', '%'].into_iter().any(|sign| {
            let mut rest = text;
            while let Some(at) = rest.find(sign) {
                rest = &rest[at + 1..];
                if rest.starts_with('{') {
                    return true;
                }
            }
            false
        })
    }

    /// The pieces of `text`, in their order. What does not end is literal.
    pub fn parts(text: &str) -> impl Iterator<Item = Part<'_>> {
        Spans::new(text).map(move |span| match span {
            Span::Literal(span) | Span::Unclosed(span) => Part::Literal(unescape(&text[span.0..span.1])),
            Span::Computed(start, end) => {
                // A tilde takes away the white space beside it.
                let inner = text[start + 2..end - 1].trim_matches('~').trim();
                if text.as_bytes()[start] == b'$' { Part::Expression(inner) } else { Part::Directive(inner) }
            }
        })
    }
}

fn unescape(text: &str) -> Cow<'_, str> {
    if text.contains("$${") || text.contains("%%{") {
        Cow::Owned(text.replace("$${", "${").replace("%%{", "%{"))
    } else {
        Cow::Borrowed(text)
    }
}

/// From where to where, in bytes.
enum Span {
    Literal((usize, usize)),
    /// With its brackets.
    Computed(usize, usize),
    /// From an expression that does not end to the end.
    Unclosed((usize, usize)),
}

struct Spans<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Spans<'a> {
    fn new(text: &'a str) -> Self {
        Self { bytes: text.as_bytes(), at: 0 }
    }
}

impl Iterator for Spans<'_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        let (bytes, start) = (self.bytes, self.at);
        if start >= bytes.len() {
            return None;
        }
        let mut at = start;
        while at < bytes.len() && !opens(bytes, at) {
            // `$${` and `%%{` are literal.
            let escaped = bytes.get(at) == bytes.get(at + 1) && opens(bytes, at + 1);
            at += if escaped { 3 } else { 1 };
            at += bytes
                .get(at..)
                .map_or(0, |rest| rest.iter().take_while(|byte| !matches!(byte, b'$' | b'%')).count());
        }
        let at = at.min(bytes.len());
        if at > start {
            self.at = at;
            return Some(Span::Literal((start, at)));
        }
        let Some(end) = close(bytes, at + 2) else {
            self.at = bytes.len();
            return Some(Span::Unclosed((start, bytes.len())));
        };
        self.at = end;
        Some(Span::Computed(start, end))
    }
}

fn opens(bytes: &[u8], at: usize) -> bool {
    matches!(bytes.get(at), Some(b'$' | b'%')) && bytes.get(at + 1) == Some(&b'{')
}

/// Where the expression that begins at `at` ends, after its brace.
fn close(bytes: &[u8], mut at: usize) -> Option<usize> {
    // Most hold neither braces nor quotation marks.
    let first = bytes.get(at..)?.iter().position(|byte| matches!(byte, b'}' | b'{' | b'"'))?;
    if bytes[at + first] == b'}' {
        return Some(at + first + 1);
    }
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
    use super::{Part, Template};

    #[test]
    fn text_is_literal_an_expression_mixed_or_unclosed() {
        for (text, expected) in [
            ("", Template::Literal),
            ("plain {text} $5 100%", Template::Literal),
            ("$${not.one}", Template::Literal),
            ("%%{ if }", Template::Literal),
            ("${aws_vpc.main.id}", Template::Expression),
            ("${{a = \"}\"}}", Template::Expression),
            ("${f(\"a${b[\"c\"]}\\\"}\")}", Template::Expression),
            ("${f(\"$${\")}", Template::Expression),
            (" ${a}", Template::Mixed),
            ("${a}${b}", Template::Mixed),
            ("$$${a}", Template::Literal),
            ("%{if a}b%{endif}", Template::Mixed),
            ("${a", Template::Unclosed),
            ("${\"}", Template::Unclosed),
            ("a ${", Template::Unclosed),
            ("ä${ö}ü", Template::Mixed),
        ] {
            assert_eq!(Template::of(text), expected, "{text}");
            assert!(Template::may_compute(text) || expected == Template::Literal, "{text}");
        }
    }

    #[test]
    fn text_comes_in_parts() {
        let parts =
            |text| Template::parts(text).map(|part| format!("{part:?}")).collect::<Vec<_>>().join(" ");
        assert_eq!(parts("a-${ b.c }-$${d}"), r#"Literal("a-") Expression("b.c") Literal("-${d}")"#);
        assert_eq!(parts("%{ if x ~}y%{ endif }"), r#"Directive("if x") Literal("y") Directive("endif")"#);
        assert_eq!(parts("${a"), r#"Literal("${a")"#);
        assert!(Template::parts("").next().is_none());
        assert_eq!(Template::parts("x").next(), Some(Part::Literal("x".into())));
    }
}
