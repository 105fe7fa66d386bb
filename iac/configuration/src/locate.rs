//! From a path to a line: for annotations, which want one.

use std::collections::HashMap;

use crate::path::Step;

/// A place in a text, both from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column, in bytes.
    pub column: usize,
}

/// Where the keys or elements that paths lead to stand in a JSON text, or the closest things around them: what is missing,
/// and what stands in JSON within text, is where the value around it is. One walk over the text, however many paths.
#[must_use]
pub fn locate(text: &str, paths: &[&[Step<'_>]]) -> Vec<Position> {
    let mut scan = Scan { bytes: text.as_bytes(), at: 0, places: vec![0; paths.len()] };
    scan.space();
    let start = scan.at;
    scan.descend(paths.iter().copied().enumerate().collect(), start);
    positions(text.as_bytes(), &scan.places)
}

/// The lines and columns of offsets: one walk over the text, too.
fn positions(bytes: &[u8], offsets: &[usize]) -> Vec<Position> {
    let mut order: Vec<usize> = (0..offsets.len()).collect();
    order.sort_by_key(|index| offsets[*index]);
    let mut positions = vec![Position { line: 1, column: 1 }; offsets.len()];
    let (mut line, mut start, mut at) = (1, 0, 0);
    for index in order {
        let offset = offsets[index].min(bytes.len());
        for (newline, _) in bytes[at..offset].iter().enumerate().filter(|(_, byte)| **byte == b'\n') {
            line += 1;
            start = at + newline + 1;
        }
        at = offset;
        positions[index] = Position { line, column: offset - start + 1 };
    }
    positions
}

/// Walks over a text that is known to be JSON.
struct Scan<'t> {
    bytes: &'t [u8],
    at: usize,
    /// As far as each path was followed.
    places: Vec<usize>,
}

/// Paths by their index, as far as they are still to be followed.
type Wanted<'p, 's> = Vec<(usize, &'p [Step<'s>])>;

impl Scan<'_> {
    /// Goes behind the value that begins here, of which is wanted what these paths lead to; `place` is where it stands.
    fn descend(&mut self, wanted: Wanted<'_, '_>, place: usize) {
        let mut names: HashMap<&str, Wanted<'_, '_>> = HashMap::new();
        let mut indexes: HashMap<usize, Wanted<'_, '_>> = HashMap::new();
        for (index, path) in wanted {
            self.places[index] = place;
            match path.split_first() {
                Some((Step::Name(name), rest)) => names.entry(name).or_default().push((index, rest)),
                Some((Step::Index(step), rest)) => indexes.entry(*step).or_default().push((index, rest)),
                None => {}
            }
        }
        match self.bytes.get(self.at) {
            Some(b'{') if !names.is_empty() => self.members(&mut names),
            Some(b'[') => self.elements(indexes, names),
            _ => self.value(),
        }
    }

    /// Goes over the members of an object.
    fn members(&mut self, wanted: &mut HashMap<&str, Wanted<'_, '_>>) {
        self.at += 1;
        loop {
            self.space();
            let key = self.at;
            if self.bytes.get(key) != Some(&b'"') {
                break;
            }
            self.string();
            let spelled = self.bytes.get(key + 1..self.at.saturating_sub(1)).unwrap_or_default();
            let spelled = std::str::from_utf8(spelled).unwrap_or_default();
            let found = if spelled.contains('\\') {
                let name = serde_json::from_str::<String>(&format!("\"{spelled}\"")).unwrap_or_default();
                wanted.remove(name.as_str())
            } else {
                wanted.remove(spelled)
            };
            self.space();
            self.at += 1;
            self.space();
            match found {
                Some(found) => self.descend(found, key),
                None => self.value(),
            }
            if !self.next() {
                break;
            }
        }
        self.end();
    }

    /// Goes over the elements of a list. A member is that of the first of its objects that has it: they count together.
    fn elements(
        &mut self,
        mut wanted: HashMap<usize, Wanted<'_, '_>>,
        mut members: HashMap<&str, Wanted<'_, '_>>,
    ) {
        self.at += 1;
        self.space();
        for index in 0.. {
            if self.bytes.get(self.at).is_none_or(|byte| *byte == b']') {
                break;
            }
            match wanted.remove(&index) {
                Some(found) => self.descend(found, self.at),
                None if !members.is_empty() && self.bytes[self.at] == b'{' => self.members(&mut members),
                None => self.value(),
            }
            if !self.next() {
                break;
            }
        }
        self.end();
    }

    /// Goes behind the bracket that closes.
    fn end(&mut self) {
        self.space();
        self.at += usize::from(matches!(self.bytes.get(self.at), Some(b'}' | b']')));
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
            let position = locate(text, &[&[], steps])[1];
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
        assert_eq!(locate("", &[&[Name("a")]])[0].line, 1);
        // Many at once, in any order.
        let (deep, key, twice) = ([Name("a"), Name("b"), Index(2)], [Name("a"), Name("de")], [Name("a")]);
        let lines = locate(text, &[&key, &deep, &twice, &twice]);
        assert_eq!(lines.iter().map(|position| position.line).collect::<Vec<_>>(), [5, 4, 3, 3]);
    }
}
