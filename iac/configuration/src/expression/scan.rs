//! Where the references in a longer expression are: one pass from left to right, no recursion into what is nested.

use super::{Traversal, is_word, root};
use crate::path::is_name;

/// How many names the `for`s of one expression bind.
const MOST_BOUND: usize = 64;

/// The references in a text, and whether the first of them is all there is.
pub(super) fn scan<'a>(text: &'a str, bound: &[&'a str]) -> (bool, Vec<Traversal<'a>>) {
    let mut scan = Scan { text, bound: bound.to_vec(), ..Scan::default() };
    let alone = scan.run();
    (alone, scan.found)
}

/// Walks over an expression from left to right.
#[derive(Default)]
struct Scan<'a> {
    text: &'a str,
    at: usize,
    /// Names that a `for` binds.
    bound: Vec<&'a str>,
    /// The braces that are open; whether text goes on behind the one that closes.
    open: Vec<bool>,
    /// Whether a bracket was met that nothing closes: then none of those behind it is looked for again.
    unbalanced: bool,
    found: Vec<Traversal<'a>>,
}

impl<'a> Scan<'a> {
    /// Collects the references, and says whether the first of them is all there is.
    fn run(&mut self) -> bool {
        let mut alone = true;
        while let Some(&byte) = self.text.as_bytes().get(self.at) {
            if !byte.is_ascii_digit() && is_word(byte) {
                let start = self.at;
                let before = self.found.len();
                let word = self.word();
                if word == "for" {
                    self.bind();
                }
                self.reference(start, word);
                alone &= start == 0 && self.found.len() > before && self.at == self.text.len();
                continue;
            }
            alone = false;
            match byte {
                b'"' => self.quoted(),
                b'{' => {
                    self.open.push(false);
                    self.at += 1;
                }
                b'}' if self.open.pop() == Some(true) => self.quoted(),
                b'0'..=b'9' => _ = self.word(),
                _ => self.at += 1,
            }
        }
        alone
    }

    /// Goes behind the text that begins, or goes on, after this byte: behind its end, or into an expression in it.
    fn quoted(&mut self) {
        let bytes = self.text.as_bytes();
        self.at += 1;
        while let Some(&byte) = bytes.get(self.at) {
            match byte {
                b'\\' => self.at += 1,
                b'"' => {
                    self.at += 1;
                    return;
                }
                b'$' | b'%' if bytes.get(self.at + 1) == Some(&byte) => self.at += 1,
                b'$' | b'%' if bytes.get(self.at + 1) == Some(&b'{') => {
                    self.open.push(true);
                    self.at += 2;
                    return;
                }
                _ => {}
            }
            self.at += 1;
        }
        self.at = self.at.min(bytes.len());
    }

    /// The word that begins here.
    fn word(&mut self) -> &'a str {
        let start = self.at;
        let bytes = self.text.as_bytes();
        while bytes.get(self.at).is_some_and(|byte| is_word(*byte)) {
            self.at += 1;
        }
        &self.text[start..self.at]
    }

    /// `for a, b in`: what follows calls these names its own.
    fn bind(&mut self) {
        const LONGEST: usize = 200;
        let rest = &self.text[self.at..];
        let Some(end) = rest[..rest.floor_char_boundary(LONGEST)].find(" in ") else { return };
        let names = rest[..end].split(',').map(str::trim).filter(|name| is_name(name));
        // Every word is looked for among them; nobody binds more.
        self.bound.extend(names.take(MOST_BOUND.saturating_sub(self.bound.len())));
        self.at += end;
    }

    /// A reference that begins with `first`, if it is one; goes to its end.
    fn reference(&mut self, start: usize, first: &'a str) {
        let mut names = vec![first];
        let mut plain = true;
        let mut indexed_at = None;
        while let Some(&byte) = self.text.as_bytes().get(self.at) {
            match byte {
                b'.' => {
                    let dot = self.at;
                    self.at += 1;
                    let name = self.word();
                    if name.is_empty() {
                        // `.*`, or no name at all.
                        if self.text.as_bytes().get(self.at) != Some(&b'*') {
                            self.at = dot + 1;
                            break;
                        }
                        self.at += 1;
                        indexed_at.get_or_insert(names.len());
                    } else {
                        names.push(name);
                    }
                }
                b'[' => {
                    let end = if self.unbalanced { None } else { closing(self.text.as_bytes(), self.at) };
                    let Some(end) = end else {
                        self.unbalanced = true;
                        break;
                    };
                    // An index may refer to something, too.
                    let inner = &self.text[self.at + 1..end];
                    self.found.extend(of_index(inner, &self.bound));
                    indexed_at.get_or_insert(names.len());
                    self.at = end + 1;
                }
                _ => break,
            }
        }
        if self.bound.contains(&first) || self.is_key_or_call(start) {
            return;
        }
        let Some((root, rest)) = root(&names) else { return };
        // An index on the resource itself picks one of several, and leaves the attribute what it is.
        let root_length = names.len() - rest.len();
        plain &= indexed_at.is_none_or(|at| at == root_length) && rest.len() < 2;
        let attribute = rest.first().copied().unwrap_or_default();
        // In the order of the text: what an index refers to comes after what it is an index of.
        self.found.push(Traversal { root, attribute, plain });
    }

    /// Whether the word from `start` is a function's name, or the key of an object.
    fn is_key_or_call(&self, start: usize) -> bool {
        let rest = self.text[self.at..].trim_start();
        let before = self.text[..start].trim_end();
        let is_member = !self.text[start..self.at].contains('.');
        rest.starts_with('(')
            || (is_member && rest.starts_with('=') && !rest.starts_with("=="))
            || before.ends_with('.')
    }
}

/// The references in an index, which is short.
fn of_index<'a>(text: &'a str, bound: &[&'a str]) -> Vec<Traversal<'a>> {
    if text.bytes().all(|byte| byte.is_ascii_digit()) || !text.contains('.') || text.contains('[') {
        return Vec::new();
    }
    scan(text, bound).1
}

/// Where the bracket that opens at `at` closes.
fn closing(bytes: &[u8], at: usize) -> Option<usize> {
    let mut depth = 0_usize;
    let mut quoted = false;
    for (offset, byte) in bytes[at..].iter().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b'[' if !quoted => depth += 1,
            b']' if !quoted => {
                depth -= 1;
                if depth == 0 {
                    return Some(at + offset);
                }
            }
            _ => {}
        }
    }
    None
}
