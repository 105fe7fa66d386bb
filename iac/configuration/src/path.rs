//! Where in a document: `resource.aws_lb_listener.https.default_action[0].type`.

use std::fmt;

/// One step into a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Step<'a> {
    /// A key of an object.
    Name(&'a str),
    /// An element of a list.
    Index(usize),
}

/// Steps, as text.
pub struct Path<'p, 'a>(pub &'p [Step<'a>]);

impl fmt::Display for Path<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, step) in self.0.iter().enumerate() {
            match step {
                Step::Index(index) => write!(f, "[{index}]")?,
                Step::Name(name) if !is_name(name) => write!(f, "[{name:?}]")?,
                Step::Name(name) if place == 0 => f.write_str(name)?,
                Step::Name(name) => write!(f, ".{name}")?,
            }
        }
        Ok(())
    }
}

/// Whether Terraform takes it for the name of a resource, an output or an argument.
#[must_use]
pub fn is_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'))
}

#[cfg(test)]
mod tests {
    use super::{Path, Step};

    #[test]
    fn steps_read_as_people_write_them() {
        let steps = [Step::Name("resource"), Step::Name("a-b"), Step::Index(2), Step::Name("x y")];
        assert_eq!(Path(&steps).to_string(), "resource.a-b[2][\"x y\"]");
        assert_eq!(Path(&[]).to_string(), "");
    }
}
