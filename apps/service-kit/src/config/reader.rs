//! Reads environment variables, and keeps every problem instead of stopping at the first.

use std::{fmt::Display, net::SocketAddr, str::FromStr};

/// The environment of one start. Tests give another function than `std::env::var`.
pub struct Reader<'a> {
    get: &'a dyn Fn(&str) -> Option<String>,
    problems: Vec<String>,
}

impl<'a> Reader<'a> {
    /// Reads with this function. An empty variable is one that is not set.
    #[must_use]
    pub fn new(get: &'a dyn Fn(&str) -> Option<String>) -> Self {
        Self { get, problems: Vec::new() }
    }

    /// A variable's text.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<String> {
        (self.get)(name).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty())
    }

    /// A variable of a type that says itself what is wrong, or the default.
    pub fn or<T: FromStr<Err: Display>>(&mut self, name: &str, default: T) -> T {
        let Some(text) = self.text(name) else {
            return default;
        };
        match text.parse() {
            Ok(value) => value,
            Err(error) => {
                self.fail(name, format!("`{text}` is not understood: {error}"));
                default
            }
        }
    }

    /// A whole number in a range, or the default.
    pub fn range(&mut self, name: &str, default: u64, at_least: u64, at_most: u64) -> u64 {
        let Some(text) = self.text(name) else {
            return default;
        };
        match text.parse() {
            Ok(value) if (at_least..=at_most).contains(&value) => value,
            _ => {
                self.fail(name, format!("`{text}` is not a whole number from {at_least} to {at_most}"));
                default
            }
        }
    }

    /// One of a few codes, or the default.
    pub fn code<T: Copy>(&mut self, name: &str, default: T, allowed: &[(&str, T)]) -> T {
        let Some(text) = self.text(name) else {
            return default;
        };
        if let Some((_, value)) = allowed.iter().find(|(code, _)| *code == text) {
            return *value;
        }
        let codes: Vec<_> = allowed.iter().map(|(code, _)| format!("`{code}`")).collect();
        self.fail(name, format!("`{text}` is not one of {}", codes.join(", ")));
        default
    }

    /// `on` or `off`, or the default.
    pub fn switch(&mut self, name: &str, default: bool) -> bool {
        self.code(name, default, &[("on", true), ("off", false)])
    }

    /// Whether this is a person's own machine: the listener is on loopback, and there is no sign of a cloud.
    #[must_use]
    pub fn is_local(&self) -> bool {
        // An address that nobody understands is reported where it is read.
        let listen = self.text("LISTEN_ADDR").and_then(|text| text.parse::<SocketAddr>().ok());
        listen.is_none_or(|listen| listen.ip().is_loopback()) && !self.is_on_ecs()
    }

    /// Whether this is a task on ECS, which tells every container where its metadata is.
    #[must_use]
    pub fn is_on_ecs(&self) -> bool {
        self.text("ECS_CONTAINER_METADATA_URI_V4").is_some()
    }

    /// Keeps a problem; one that is found twice is one.
    pub fn fail(&mut self, name: &str, problem: impl Display) {
        let problem = format!("{name}: {problem}");
        if !self.problems.contains(&problem) {
            self.problems.push(problem);
        }
    }

    /// Everything that was wrong.
    #[must_use]
    pub fn into_problems(self) -> Vec<String> {
        self.problems
    }
}
