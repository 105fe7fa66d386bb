//! Query parameters: each known by name, given once, and every wrong one reported.

use std::{fmt::Display, str::FromStr};

use axum::{extract::FromRequestParts, http::request::Parts};
use url::form_urlencoded;

use crate::problem::{FieldError, Problem};

/// A type that can be read from the query of a request.
pub trait FromQuery: Sized {
    /// Every parameter it knows.
    const KNOWN: &'static [&'static str];

    /// Reads it. What is wrong is reported to the reader; the value is then thrown away.
    fn read(query: &mut Reader) -> Self;
}

/// The extractor.
pub struct Query<T>(pub T);

/// The parameters of one request.
pub struct Reader {
    pairs: Vec<(String, String)>,
    errors: Vec<FieldError>,
    senseless: Vec<FieldError>,
}

impl Reader {
    /// A parameter's value, if it was given.
    pub fn optional<T: FromStr<Err: Display>>(&mut self, name: &'static str) -> Option<T> {
        let (_, value) = self.pairs.iter().find(|(known, _)| known == name)?;
        match value.parse() {
            Ok(value) => Some(value),
            Err(error) => {
                let error = FieldError::parameter(name, error.to_string());
                self.errors.push(error);
                None
            }
        }
    }

    /// A parameter that must be given.
    pub fn required<T: FromStr<Err: Display>>(&mut self, name: &'static str) -> Option<T> {
        if !self.pairs.iter().any(|(known, _)| known == name) {
            self.fail(name, "is required");
        }
        self.optional(name)
    }

    /// An id, in its 36-character form only.
    pub fn uuid(&mut self, name: &'static str) -> Option<uuid::Uuid> {
        let (_, value) = self.pairs.iter().find(|(known, _)| known == name)?;
        let id = if value.len() == 36 { value.parse().ok() } else { None };
        if id.is_none() {
            self.fail(name, "must be a UUID in its 36-character form");
        }
        id
    }

    /// One of a few codes.
    pub fn code<T: Copy>(&mut self, name: &'static str, allowed: &[(&'static str, T)]) -> Option<T> {
        let (_, value) = self.pairs.iter().find(|(known, _)| known == name)?;
        let found = allowed.iter().find(|(code, _)| code == value).map(|(_, value)| *value);
        if found.is_none() {
            let codes: Vec<_> = allowed.iter().map(|(code, _)| format!("`{code}`")).collect();
            self.fail(name, format!("must be one of {}", codes.join(", ")));
        }
        found
    }

    /// A whole number in a range.
    pub fn integer(&mut self, name: &'static str, at_least: i64, at_most: i64) -> Option<i64> {
        let (_, value) = self.pairs.iter().find(|(known, _)| known == name)?;
        let plain = !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit());
        let number = plain.then(|| value.parse().ok()).flatten();
        let number = number.filter(|number| (at_least..=at_most).contains(number));
        if number.is_none() {
            self.fail(name, format!("must be a whole number from {at_least} to {at_most}"));
        }
        number
    }

    /// Reports a parameter that is malformed: 400.
    pub fn fail(&mut self, name: &'static str, detail: impl Into<String>) {
        self.errors.push(FieldError::parameter(name, detail));
    }

    /// Reports a parameter that is well-formed and makes no sense here: 422.
    pub fn refuse(&mut self, name: &'static str, detail: impl Into<String>) {
        self.senseless.push(FieldError::parameter(name, detail));
    }
}

impl<T: FromQuery, S: Send + Sync> FromRequestParts<S> for Query<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let query = parts.uri.query().unwrap_or_default();
        let pairs: Vec<_> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
        let mut reader = Reader { pairs, errors: Vec::new(), senseless: Vec::new() };
        reader.check_names(T::KNOWN);
        let value = T::read(&mut reader);
        match (reader.errors.is_empty(), reader.senseless.is_empty()) {
            (true, true) => Ok(Self(value)),
            (true, false) => Err(Problem::invalid_content(reader.senseless)),
            (false, _) => Err(Problem::invalid_parameters([reader.errors, reader.senseless].concat())),
        }
    }
}

impl Reader {
    fn check_names(&mut self, known: &'static [&'static str]) {
        let unknown = self.pairs.iter().filter(|(name, _)| !known.contains(&name.as_str())).count();
        if unknown > 0 {
            // Not repeated: it is free text, and could be what must not stand in a URL.
            let allowed = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
            let detail = format!("{unknown} of the parameters are not known here; allowed are {allowed}");
            self.errors.push(FieldError::parameter("", detail));
        }
        for name in known {
            if self.pairs.iter().filter(|(given, _)| given == name).count() > 1 {
                self.fail(name, "is given more than once");
            }
        }
    }
}
