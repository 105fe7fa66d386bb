//! Path patterns of listener rules.

use std::collections::{HashMap, VecDeque};

use super::Refused;

crate::text_type!(
    /// A path pattern of a listener rule: `*` stands for any text, `?` for any one character.
    PathPattern, check: check, pattern: r#"^/[A-Za-z0-9_.$/~"'@:+&*?-]{0,127}$"#, examples: ["/api/patients*"]
);

const LONGEST: usize = 128;

fn check(text: &str) -> Result<(), Refused> {
    let legal = |c: &char| c.is_ascii_alphanumeric() || "_-.$/~\"'@:+&*?".contains(*c);
    if let Some(wrong) = text.chars().find(|c| !legal(c)) {
        return Err(Refused::new(format!("`{text}` holds `{wrong}`, which no path pattern may"))
            .allowed("`A-Z`, `a-z`, `0-9`, `_-.$/~\"'@:+&` and the wildcards `*` and `?`"));
    }
    if !text.starts_with('/') {
        return Err(Refused::new(format!("`{text}` matches no path")).hint("a path starts with `/`"));
    }
    if text.len() > LONGEST {
        let message = format!("a path pattern of {} characters is too long", text.len());
        return Err(Refused::new(message).allowed(format!("at most {LONGEST} characters")));
    }
    Ok(())
}

impl PathPattern {
    /// How many wildcards it has; AWS counts them by the rule.
    #[must_use]
    pub fn wildcards(&self) -> usize {
        self.as_str().bytes().filter(|byte| is_wildcard(*byte)).count()
    }

    /// What every path that matches starts with.
    #[must_use]
    pub fn literal_prefix(&self) -> &str {
        let end = self.as_str().bytes().position(is_wildcard);
        &self.as_str()[..end.unwrap_or(self.as_str().len())]
    }

    /// Whether a path matches.
    #[must_use]
    pub fn matches(&self, path: &str) -> bool {
        let (pattern, path) = (self.as_str().as_bytes(), path.as_bytes());
        let (mut at, mut here) = (0, 0);
        let mut star = None;
        while here < path.len() {
            match pattern.get(at) {
                Some(b'*') => {
                    star = Some((at, here));
                    at += 1;
                }
                Some(byte) if *byte == b'?' || *byte == path[here] => {
                    at += 1;
                    here += 1;
                }
                _ => match star {
                    // Give the last star one character more.
                    Some((position, from)) => {
                        star = Some((position, from + 1));
                        at = position + 1;
                        here = from + 1;
                    }
                    None => return false,
                },
            }
        }
        pattern[at..].iter().all(|byte| *byte == b'*')
    }

    /// A shortest path that both match, if there is one: exact, by walking both patterns at once.
    #[must_use]
    pub fn overlap(&self, other: &Self) -> Option<String> {
        let (a, b) = (self.as_str().as_bytes(), other.as_str().as_bytes());
        let mut reached: Reached = HashMap::from([((0, 0), (0, None))]);
        // Steps that take no character go to the front, so that states are met in order of length.
        let mut open = VecDeque::from([(0, (0, 0))]);
        while let Some((length, state @ (i, j))) = open.pop_front() {
            if (i, j) == (a.len(), b.len()) {
                return Some(path(&reached, state));
            }
            for (next, taken) in steps(a.get(i).copied(), b.get(j).copied(), state).into_iter().flatten() {
                let length = length + usize::from(taken.is_some());
                if reached.get(&next).is_some_and(|(shortest, _)| *shortest <= length) {
                    continue;
                }
                reached.insert(next, (length, Some((state, taken))));
                if taken.is_some() {
                    open.push_back((length, next));
                } else {
                    open.push_front((length, next));
                }
            }
        }
        None
    }
}

const fn is_wildcard(byte: u8) -> bool {
    matches!(byte, b'*' | b'?')
}

type State = (usize, usize);

/// For each state, the characters taken on the shortest way known, and the last step of it.
type Reached = HashMap<State, (usize, Option<(State, Option<u8>)>)>;

/// The states after one step, and the character it takes: a star may end, or take what the other side takes.
fn steps(a: Option<u8>, b: Option<u8>, (i, j): State) -> [Option<(State, Option<u8>)>; 3] {
    let end_of_a = (a == Some(b'*')).then_some(((i + 1, j), None));
    let end_of_b = (b == Some(b'*')).then_some(((i, j + 1), None));
    let both = match (a, b) {
        (Some(b'*'), Some(b'*')) | (None, _) | (_, None) => None,
        (Some(b'*'), Some(taken)) => Some(((i, j + 1), Some(taken))),
        (Some(taken), Some(b'*')) => Some(((i + 1, j), Some(taken))),
        (Some(b'?'), Some(taken)) | (Some(taken), Some(b'?')) => Some(((i + 1, j + 1), Some(taken))),
        (Some(taken), Some(other)) => (taken == other).then_some(((i + 1, j + 1), Some(taken))),
    };
    [end_of_a, end_of_b, both]
}

fn path(reached: &Reached, end: State) -> String {
    let mut taken: Vec<char> = Vec::new();
    let mut state = end;
    while let Some((_, Some((before, byte)))) = reached.get(&state) {
        // `?` against `?`: any character does.
        taken.extend(byte.map(|byte| if byte == b'?' { 'x' } else { char::from(byte) }));
        state = *before;
    }
    taken.into_iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::PathPattern;

    fn pattern(text: &str) -> PathPattern {
        PathPattern::new(text).unwrap()
    }

    #[test]
    fn patterns_are_checked() {
        for right in ["/", "/*", "/api/patients*", "/a?b/~$@:+&\"'"] {
            assert!(PathPattern::new(right).is_ok(), "{right}");
        }
        for wrong in ["", "*", "api", "/a b", "/é", "/a#b", "/%20", &format!("/{}", "a".repeat(128))] {
            assert!(PathPattern::new(wrong).is_err(), "{wrong}");
        }
        assert_eq!(pattern("/a*?b*").wildcards(), 3);
        assert_eq!(pattern("/a*?b*").literal_prefix(), "/a");
    }

    #[test]
    fn matching() {
        for (glob, path, expected) in [
            ("/api/patients*", "/api/patients", true),
            ("/api/patients*", "/api/patients-export/1", true),
            ("/api/patients*", "/api/patient", false),
            ("/a*b*c", "/axbxbxc", true),
            ("/a*b*c", "/axbxbx", false),
            ("/?", "/", false),
            ("/?", "/x", true),
            ("/**", "/", true),
        ] {
            assert_eq!(pattern(glob).matches(path), expected, "{glob} {path}");
        }
    }

    #[test]
    fn overlaps_are_exact() {
        for (a, b, expected) in [
            ("/api/patients*", "/api/patients-export*", Some("/api/patients-export")),
            ("/api/patients*", "/api/appointments*", None),
            ("/*/x", "/y/*", Some("/y/x")),
            ("/a?", "/?b", Some("/ab")),
            ("/?", "/?", Some("/x")),
            ("/a*b", "/*c", None),
            ("/a", "/a", Some("/a")),
            ("/a*", "/a", Some("/a")),
            ("/a?", "/a", None),
        ] {
            assert_eq!(pattern(a).overlap(&pattern(b)).as_deref(), expected, "{a} {b}");
            assert_eq!(pattern(b).overlap(&pattern(a)).is_some(), expected.is_some(), "{b} {a}");
        }
    }

    /// Every pair of short patterns against every short path: whoever overlaps has an example, and it is one.
    #[test]
    fn overlap_agrees_with_matching() {
        let words = |letters: &[char], longest: usize| {
            let mut all = vec![String::from("/")];
            let mut from = 0;
            for _ in 0..longest {
                let end = all.len();
                for at in from..end {
                    all.extend(
                        letters.iter().map(|letter| format!("{}{letter}", all[at])).collect::<Vec<_>>(),
                    );
                }
                from = end;
            }
            all
        };
        let patterns: Vec<PathPattern> =
            words(&['a', 'b', '*', '?'], 3).iter().map(|text| pattern(text)).collect();
        let paths = words(&['a', 'b'], 6);
        for a in &patterns {
            for b in &patterns {
                let shared =
                    paths.iter().filter(|path| a.matches(path) && b.matches(path)).map(String::len).min();
                let found = a.overlap(b);
                assert_eq!(found.as_ref().map(String::len), shared, "{a} {b}");
                assert!(found.is_none_or(|path| a.matches(&path) && b.matches(&path)), "{a} {b}");
            }
        }
    }
}
