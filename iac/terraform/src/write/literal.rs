//! Strings: JSON's escapes, and Terraform's.

/// Which bytes mean themselves wherever they stand in a string. Most strings hold no others, and are copied whole.
static PLAIN: [bool; 256] = {
    let mut plain = [true; 256];
    let mut control = 0;
    while control < b' ' as usize {
        plain[control] = false;
        control += 1;
    }
    plain[b'"' as usize] = false;
    plain[b'\\' as usize] = false;
    plain[b'$' as usize] = false;
    plain[b'%' as usize] = false;
    plain
};

/// Whether a string of this text is spelled like the text.
pub(super) fn is_plain(text: &[u8]) -> bool {
    text.iter().all(|&byte| PLAIN[usize::from(byte)])
}

/// Writes the inside of a string whose text is meant literally: `${` and `%{` are Terraform's and are doubled.
pub(crate) fn push_template(out: &mut Vec<u8>, literal: &str) {
    let bytes = literal.as_bytes();
    if is_plain(bytes) {
        return out.extend_from_slice(bytes);
    }
    let mut written = 0;
    for (at, &byte) in bytes.iter().enumerate() {
        if matches!(byte, b'$' | b'%') && bytes.get(at + 1) == Some(&b'{') {
            push_escaped(out, &bytes[written..=at]);
            out.push(byte);
            written = at + 1;
        }
    }
    push_escaped(out, &bytes[written..]);
}

/// Writes text that is escaped for Terraform already as a JSON string.
pub(crate) fn push_string(out: &mut Vec<u8>, text: &[u8]) {
    out.push(b'"');
    push_escaped(out, text);
    out.push(b'"');
}

pub(super) fn push_escaped(out: &mut Vec<u8>, text: &[u8]) {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    let mut written = 0;
    for (at, &byte) in text.iter().enumerate() {
        if PLAIN[usize::from(byte)] || matches!(byte, b'$' | b'%') {
            continue;
        }
        out.extend_from_slice(&text[written..at]);
        written = at + 1;
        match byte {
            b'"' => out.extend_from_slice(b"\\\""),
            b'\\' => out.extend_from_slice(b"\\\\"),
            b'\x08' => out.extend_from_slice(b"\\b"),
            b'\x0c' => out.extend_from_slice(b"\\f"),
            b'\n' => out.extend_from_slice(b"\\n"),
            b'\r' => out.extend_from_slice(b"\\r"),
            b'\t' => out.extend_from_slice(b"\\t"),
            _ => {
                out.extend_from_slice(b"\\u00");
                out.push(HEX[usize::from(byte >> 4)]);
                out.push(HEX[usize::from(byte & 0xf)]);
            }
        }
    }
    out.extend_from_slice(&text[written..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn literal(text: &str) -> String {
        let mut out = Vec::new();
        push_template(&mut out, text);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn what_terraform_would_evaluate_is_doubled() {
        assert_eq!(literal("${aws_vpc.main.id}"), "$${aws_vpc.main.id}");
        assert_eq!(literal("%{ if true }"), "%%{ if true }");
        assert_eq!(literal("$${x}"), "$$${x}", "a person who wrote two dollars means two");
        assert_eq!(literal("100 % of $5 {"), "100 % of $5 {");
    }

    #[test]
    fn what_json_forbids_is_escaped() {
        assert_eq!(literal("a\"b\\c\n\r\t\u{1}\u{1f}é"), "a\\\"b\\\\c\\n\\r\\t\\u0001\\u001fé");
        assert_eq!(
            serde_json::from_str::<String>(&format!("\"{}\"", literal("\u{7}\"\\"))).unwrap(),
            "\u{7}\"\\"
        );
    }
}
