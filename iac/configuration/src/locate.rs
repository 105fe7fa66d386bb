//! From a path to a line: for annotations, which want one.

use crate::path::Step;

/// A place in a text, both from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column, in bytes.
    pub column: usize,
}

/// Where the key or element that a path leads to stands in a JSON text, or the closest thing around it: what is missing,
/// and what stands in JSON within text, is where the value around it is.
#[must_use]
pub fn locate(text: &str, steps: &[Step<'_>]) -> Position {
    let mut scan = Scan { bytes: text.as_bytes(), at: 0 };
    let offset = scan.descend(steps);
    let before = &text.as_bytes()[..offset.min(text.len())];
    let line = before.split(|byte| *byte == b'\n').count();
    let start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |newline| newline + 1);
    Position { line, column: offset - start + 1 }
}

/// Walks over a text that is known to be JSON.
struct Scan<'t> {
    bytes: &'t [u8],
    at: usize,
}

impl Scan<'_> {
    /// Goes down as far as the steps lead, and says where that is.
    fn descend(&mut self, steps: &[Step<'_>]) -> usize {
        self.space();
        let mut place = self.at;
        for step in steps {
            let found = match (step, self.bytes.get(self.at)) {
                (Step::Name(name), Some(b'{')) => self.member(name),
                (Step::Index(index), Some(b'[')) => self.element(*index),
                // A list of objects that count together.
                (Step::Name(name), Some(b'[')) => self.member_of_any(name),
                _ => None,
            };
            match found {
                Some(found) => place = found,
                None => break,
            }
        }
        place
    }

    /// Goes to the value of the member, and says where its key stands.
    fn member(&mut self, name: &str) -> Option<usize> {
        self.at += 1;
        loop {
            self.space();
            let key = self.at;
            if self.bytes.get(key) != Some(&b'"') {
                return None;
            }
            self.string();
            let spelled = std::str::from_utf8(self.bytes.get(key..self.at)?).ok()?;
            let is_it = spelled.get(1..spelled.len() - 1) == Some(name)
                || (spelled.contains('\\')
                    && serde_json::from_str::<String>(spelled).is_ok_and(|key| key == name));
            self.space();
            self.at += 1;
            self.space();
            if is_it {
                return Some(key);
            }
            self.value();
            if !self.next() {
                return None;
            }
        }
    }

    /// Goes to the value of the member that one of a list's objects has, and says where its key stands.
    fn member_of_any(&mut self, name: &str) -> Option<usize> {
        let list = self.at;
        let mut index = 0;
        loop {
            self.at = list;
            self.element(index)?;
            if self.bytes.get(self.at) == Some(&b'{')
                && let Some(found) = self.member(name)
            {
                return Some(found);
            }
            index += 1;
        }
    }

    /// Goes to the element, and says where it stands.
    fn element(&mut self, index: usize) -> Option<usize> {
        self.at += 1;
        self.space();
        for _ in 0..index {
            self.value();
            if !self.next() {
                return None;
            }
        }
        (self.bytes.get(self.at)? != &b']').then_some(self.at)
    }

    /// Goes behind a comma, if one follows.
    fn next(&mut self) -> bool {
        self.space();
        let more = self.bytes.get(self.at) == Some(&b',');
        self.at += usize::from(more);
        self.space();
        more
    }

    fn space(&mut self) {
        // A byte order mark, too.
        while self.bytes.get(self.at).is_some_and(|byte| byte.is_ascii_whitespace() || *byte >= 0x80) {
            self.at += 1;
        }
    }

    fn string(&mut self) {
        self.at += 1;
        while let Some(byte) = self.bytes.get(self.at) {
            self.at += 1;
            match byte {
                b'\\' => self.at += 1,
                b'"' => return,
                _ => {}
            }
        }
    }

    /// Goes behind a value.
    fn value(&mut self) {
        let mut depth = 0_usize;
        while let Some(byte) = self.bytes.get(self.at) {
            match byte {
                b'"' => {
                    self.string();
                    if depth == 0 {
                        return;
                    }
                    continue;
                }
                b'{' | b'[' => depth += 1,
                b'}' | b']' | b',' if depth == 0 => return,
                b'}' | b']' => {
                    depth -= 1;
                    if depth == 0 {
                        self.at += 1;
                        return;
                    }
                }
                _ => {}
            }
            self.at += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::locate;
    use crate::path::Step::{Index, Name};

    #[test]
    fn paths_lead_to_lines() {
        let text = "{\n  \"//\": \"a } ] \\\" b\",\n  \"a\": {\n    \"b\": [1, {\"c\": 2}, 3],\n    \"d\\u0065\": null\n  }\n}\n";
        let at = |steps: &[_]| {
            let position = locate(text, steps);
            (position.line, position.column)
        };
        assert_eq!(at(&[]), (1, 1));
        assert_eq!(at(&[Name("a")]), (3, 3));
        assert_eq!(at(&[Name("a"), Name("b"), Index(1), Name("c")]), (4, 15));
        assert_eq!(at(&[Name("a"), Name("b"), Index(2)]), (4, 24));
        assert_eq!(at(&[Name("a"), Name("de")]), (5, 5));
        // What is not there is where it would be.
        assert_eq!(at(&[Name("a"), Name("x"), Name("y")]), (3, 3));
        assert_eq!(at(&[Name("a"), Name("b"), Index(9)]), (4, 5));
        assert_eq!(at(&[Name("a"), Name("b"), Name("c")]), (4, 15));
        assert_eq!(locate("", &[Name("a")]).line, 1);
    }
}
