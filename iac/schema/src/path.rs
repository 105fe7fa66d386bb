//! Where in a document: `aws_security_group.alb.ingress[0].cidr_blocks`.

use std::fmt;

/// One step into a document.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Step<'a> {
    /// A key of an object.
    Name(&'a str),
    /// An element of a list.
    Index(usize),
}

/// The steps from the top of a document. Only a problem makes text of it.
pub(crate) struct Path<'p, 'a>(pub(crate) &'p [Step<'a>]);

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
pub(crate) fn is_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'))
}
