//! Patterns with the wildcards `*` and `?`, as the conditions of listener rules have them.

/// Whether everything that a pattern matches is matched by another: never wrongly so.
pub(super) fn covers(wide: &str, narrow: &str) -> bool {
    // A wildcard of the narrow one is a character that only a wildcard as wide stands for.
    let (pattern, text) = (wide.as_bytes(), narrow.as_bytes());
    let (mut at, mut here) = (0, 0);
    let mut star = None;
    while here < text.len() {
        match pattern.get(at) {
            Some(b'*') => {
                star = Some((at, here));
                at += 1;
            }
            Some(b'?') if text[here] != b'*' => (at, here) = (at + 1, here + 1),
            Some(byte) if *byte == text[here] && *byte != b'?' => (at, here) = (at + 1, here + 1),
            _ => match star {
                Some((position, from)) => {
                    star = Some((position, from + 1));
                    (at, here) = (position + 1, from + 1);
                }
                None => return false,
            },
        }
    }
    pattern[at..].iter().all(|byte| *byte == b'*')
}

#[cfg(test)]
mod tests {
    use super::covers;

    #[test]
    fn covering_is_known() {
        for (wide, narrow, expected) in [
            ("/api/patients*", "/api/patients-export*", true),
            ("/api/patients*", "/api/patients*", true),
            ("/api/patients-export*", "/api/patients*", false),
            ("*", "/?", true),
            ("/?", "/*", false),
            ("/?", "/?", true),
            ("/a", "/?", false),
            ("/*/x", "/a*b/x", true),
            ("/*b*", "/a?b", true),
            ("/a", "/a*", false),
            ("/a*", "/a", true),
        ] {
            assert_eq!(covers(wide, narrow), expected, "{wide} {narrow}");
        }
    }
}
