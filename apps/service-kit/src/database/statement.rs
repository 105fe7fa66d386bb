//! A statement: SQL that was written in the program, and arguments that never become part of it.

use std::fmt::Write as _;

/// One argument of a statement.
#[derive(Clone, PartialEq, Eq)]
pub enum Argument {
    /// `TEXT`, or null.
    Text(Option<String>),
    /// `BIGINT`, or null.
    Integer(Option<i64>),
    /// `BOOLEAN`.
    Flag(bool),
}

/// A statement with its arguments. Text is only ever added from `&'static str`.
#[derive(Clone)]
pub struct Statement {
    text: String,
    arguments: Vec<Argument>,
}

/// Starts a statement.
#[must_use]
pub fn sql(text: &'static str) -> Statement {
    Statement { text: text.to_owned(), arguments: Vec::new() }
}

impl Statement {
    /// Gives the next `$n` its value.
    #[must_use]
    pub fn bind(mut self, argument: impl Into<Argument>) -> Self {
        self.arguments.push(argument.into());
        self
    }

    /// Puts text without an argument in front.
    #[must_use]
    pub fn before(mut self, text: &'static str) -> Self {
        self.text.insert_str(0, text);
        self
    }

    /// Appends text without an argument.
    #[must_use]
    pub fn push(mut self, text: &'static str) -> Self {
        self.text.push_str(text);
        self
    }

    /// Appends text followed by a new parameter: `.with(" AND status = ", status)`.
    #[must_use]
    pub fn with(mut self, text: &'static str, argument: impl Into<Argument>) -> Self {
        self.arguments.push(argument.into());
        self.text.push_str(text);
        // Writing to a `String` does not fail.
        let _ = write!(self.text, "${}", self.arguments.len());
        self
    }

    /// Appends a parenthesised list of parameters: `.with_any(" AND version IN ", versions)`.
    #[must_use]
    pub fn with_any<A: Into<Argument>>(
        mut self,
        text: &'static str,
        arguments: impl IntoIterator<Item = A>,
    ) -> Self {
        self.text.push_str(text);
        for (position, argument) in arguments.into_iter().enumerate() {
            self = self.with(if position == 0 { "(" } else { ", " }, argument);
        }
        self.push(")")
    }

    pub(super) fn into_parts(self) -> (String, Vec<Argument>) {
        (self.text, self.arguments)
    }
}

impl From<&str> for Argument {
    fn from(value: &str) -> Self {
        Self::Text(Some(value.to_owned()))
    }
}

impl From<String> for Argument {
    fn from(value: String) -> Self {
        Self::Text(Some(value))
    }
}

impl From<Option<String>> for Argument {
    fn from(value: Option<String>) -> Self {
        Self::Text(value)
    }
}

impl From<Option<&str>> for Argument {
    fn from(value: Option<&str>) -> Self {
        Self::Text(value.map(str::to_owned))
    }
}

impl From<i64> for Argument {
    fn from(value: i64) -> Self {
        Self::Integer(Some(value))
    }
}

impl From<Option<i64>> for Argument {
    fn from(value: Option<i64>) -> Self {
        Self::Integer(value)
    }
}

impl From<bool> for Argument {
    fn from(value: bool) -> Self {
        Self::Flag(value)
    }
}

impl From<uuid::Uuid> for Argument {
    fn from(value: uuid::Uuid) -> Self {
        Self::Text(Some(value.to_string()))
    }
}

impl From<jiff::Timestamp> for Argument {
    fn from(value: jiff::Timestamp) -> Self {
        Self::Integer(Some(value.as_microsecond()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_numbered_in_the_order_they_are_added() {
        let (text, arguments) = sql("SELECT id FROM t WHERE a = $1")
            .bind("x")
            .with(" AND b > ", 3_i64)
            .with_any(" AND v IN ", [1_i64, 2])
            .push(" ORDER BY id")
            .into_parts();
        assert_eq!(text, "SELECT id FROM t WHERE a = $1 AND b > $2 AND v IN ($3, $4) ORDER BY id");
        assert_eq!(arguments.len(), 4);
    }
}
