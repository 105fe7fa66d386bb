//! The path of something in a file.

use std::fmt;

/// One step of a path.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Segment {
    Key(String),
    Index(usize),
}

impl From<&str> for Segment {
    fn from(key: &str) -> Self {
        Self::Key(key.to_owned())
    }
}

impl From<usize> for Segment {
    fn from(index: usize) -> Self {
        Self::Index(index)
    }
}

/// The path of something in a file: `services.patient-service.paths[0]`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Path(pub(crate) Vec<Segment>);

impl Path {
    pub(crate) fn join(&self, segment: impl Into<Segment>) -> Self {
        let mut path = self.clone();
        path.0.push(segment.into());
        path
    }

    /// The table that something is in, if that has a name, and its key there.
    pub(crate) fn split(&self) -> (Option<Self>, String) {
        let (last, above) = match self.0.split_last() {
            Some((last, above)) => (Self(vec![last.clone()]).to_string(), above),
            None => (String::new(), &[][..]),
        };
        ((!above.is_empty()).then(|| Self(above.to_vec())), last)
    }

    /// The keys alone, as the parser's errors have them.
    pub(crate) fn keys(&self) -> String {
        let keys = self.0.iter().filter_map(|segment| match segment {
            Segment::Key(key) => Some(key.as_str()),
            Segment::Index(_) => None,
        });
        keys.collect::<Vec<_>>().join(".")
    }

    /// The line that opens this table in a file.
    pub(crate) fn header(&self) -> String {
        match self.0.split_last() {
            Some((Segment::Index(_), above)) => format!("`[[{}]]`", Self(above.to_vec())),
            _ => format!("`[{self}]`"),
        }
    }

    /// Whether this is the other, or above it.
    pub(crate) fn is_above(&self, other: &Self) -> bool {
        other.0.starts_with(&self.0)
    }
}

/// `at!["services", name, "paths", 0]`.
macro_rules! at {
    ($($segment:expr),* $(,)?) => {
        $crate::read::Path(vec![$($crate::read::Segment::from($segment)),*])
    };
}
pub(crate) use at;

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, segment) in self.0.iter().enumerate() {
            let dot = if at == 0 { "" } else { "." };
            match segment {
                Segment::Index(index) => write!(f, "[{index}]")?,
                Segment::Key(key) if is_bare(key) => write!(f, "{dot}{key}")?,
                Segment::Key(key) => write!(f, "{dot}{key:?}")?,
            }
        }
        Ok(())
    }
}

fn is_bare(key: &str) -> bool {
    !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
}

#[cfg(test)]
mod tests {
    #[test]
    fn paths_read_as_in_the_file() {
        assert_eq!(
            at!["override", "aws_lb.main", "subnets", 1].to_string(),
            "override.\"aws_lb.main\".subnets[1]"
        );
        assert!(at!["a"].is_above(&at!["a", 0]) && !at!["a"].is_above(&at!["ab"]));
    }
}
