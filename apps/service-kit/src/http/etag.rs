//! Optimistic locking: `ETag` out, `If-Match` and `If-None-Match` in. A version is a number, its tag `"3"`.

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header, request::Parts},
    response::{IntoResponse as _, Response},
};

use utoipa::{
    IntoParams,
    openapi::{
        Required,
        path::{Parameter, ParameterIn},
    },
};

use super::parameter;
use crate::{
    database::Statement,
    problem::{Kind, Problem},
};

/// `If-Match`, which every change of something that exists must carry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IfMatch {
    /// `*`: whatever the version is.
    Any,
    /// One of these; none, where the tags that were sent are of nothing that we keep.
    Versions(Vec<i64>),
}

/// `If-None-Match`, which lets a client keep what it has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IfNoneMatch(Option<IfMatch>);

/// The strong entity tag of a version.
#[must_use]
pub fn etag(version: i64) -> HeaderValue {
    // A number in quotes is always a valid header; were it not, no tag would be the honest answer.
    HeaderValue::from_str(&format!("\"{version}\"")).unwrap_or(HeaderValue::from_static("\"0\""))
}

/// The answer to a client that already has this version.
#[must_use]
pub fn not_modified(version: i64) -> Response {
    (StatusCode::NOT_MODIFIED, [(header::ETAG, etag(version))]).into_response()
}

impl IfMatch {
    /// Whether this version is meant.
    #[must_use]
    pub fn allows(&self, version: i64) -> bool {
        match self {
            Self::Any => true,
            Self::Versions(versions) => versions.contains(&version),
        }
    }

    /// Adds the condition to an update: `.restrict(update, " AND version IN ")`.
    #[must_use]
    pub fn restrict(&self, update: Statement, text: &'static str) -> Statement {
        match self {
            Self::Any => update,
            Self::Versions(versions) if versions.is_empty() => update.push(" AND 1 = 0"),
            Self::Versions(versions) => update.with_any(text, versions.iter().copied()),
        }
    }

    /// What to answer when the version is another one by now.
    #[must_use]
    pub fn mismatch(current: i64) -> Problem {
        let detail =
            "It was changed in the meantime: get it again, look, and send its new `ETag` in `If-Match`";
        Problem::new(Kind::VERSION_MISMATCH, detail).header(header::ETAG, etag(current))
    }
}

impl IfNoneMatch {
    /// Whether the client already has this version.
    #[must_use]
    pub fn has(&self, version: i64) -> bool {
        self.0.as_ref().is_some_and(|tags| tags.allows(version))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for IfMatch {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        read(&parts.headers, &header::IF_MATCH, "If-Match")?.ok_or_else(|| {
            let detail = "Send the `ETag` that you last saw in `If-Match`, so that nobody's change is lost";
            Problem::new(Kind::PRECONDITION_REQUIRED, detail)
        })
    }
}

impl<S: Send + Sync> FromRequestParts<S> for IfNoneMatch {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        // A list of tags may be empty; then the client has nothing.
        if parts.headers.get(header::IF_NONE_MATCH).is_some_and(HeaderValue::is_empty) {
            return Ok(Self(None));
        }
        read(&parts.headers, &header::IF_NONE_MATCH, "If-None-Match").map(Self)
    }
}

fn read(headers: &HeaderMap, name: &HeaderName, label: &'static str) -> Result<Option<IfMatch>, Problem> {
    let mut values = headers.get_all(name).iter().peekable();
    if values.peek().is_none() {
        return Ok(None);
    }
    let mut versions = Vec::new();
    for value in values {
        let text = value.to_str().unwrap_or("?").trim();
        if text == "*" {
            return Ok(Some(IfMatch::Any));
        }
        for tag in text.split(',') {
            let opaque = opaque(tag.trim()).ok_or_else(|| {
                Problem::invalid_header(label, "must be `*` or entity tags in quotes, such as `\"3\"`")
            })?;
            versions.extend(version(opaque));
        }
    }
    Ok(Some(IfMatch::Versions(versions)))
}

/// What stands in an entity tag: `"3"`, and `W/"3"` because FHIR clients send it.
fn opaque(tag: &str) -> Option<&str> {
    let opaque = tag.strip_prefix("W/").unwrap_or(tag).strip_prefix('"')?.strip_suffix('"')?;
    opaque.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'"').then_some(opaque)
}

/// The version, where it is one of ours. Anything else is the tag of something that nobody has here.
fn version(opaque: &str) -> Option<i64> {
    let ours = opaque.bytes().all(|byte| byte.is_ascii_digit()) && !opaque.starts_with('0');
    ours.then(|| opaque.parse().ok())?
}

impl IntoParams for IfMatch {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let pattern = r#"^(\*|(W/)?"[!#-+\--~]*"(, ?(W/)?"[!#-+\--~]*")*)$"#;
        let description = "`ETag` of the version that is changed, or `*`";
        parameter::header("If-Match", Required::True, description, parameter::text().pattern(Some(pattern)))
    }
}

impl IntoParams for IfNoneMatch {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let pattern = r#"^(|\*|(W/)?"[!#-+\--~]*"(, ?(W/)?"[!#-+\--~]*")*)$"#;
        let description = "`ETag` of the version that the client has";
        parameter::header(
            "If-None-Match",
            Required::False,
            description,
            parameter::text().pattern(Some(pattern)),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tags(value: &'static str) -> Result<Option<IfMatch>, Problem> {
        let headers = HeaderMap::from_iter([(header::IF_MATCH, HeaderValue::from_static(value))]);
        read(&headers, &header::IF_MATCH, "If-Match")
    }

    #[test]
    fn strong_weak_listed_and_any_are_understood() {
        assert_eq!(tags("\"3\"").unwrap(), Some(IfMatch::Versions(vec![3])));
        assert_eq!(tags("W/\"3\"").unwrap(), Some(IfMatch::Versions(vec![3])));
        assert_eq!(tags("\"3\", W/\"4\"").unwrap(), Some(IfMatch::Versions(vec![3, 4])));
        assert_eq!(tags("*").unwrap(), Some(IfMatch::Any));
    }

    #[test]
    fn a_tag_of_something_else_is_a_tag_and_no_version() {
        for value in ["\"\"", "\"a\"", "W/\"a\"", "\"-1\"", "\"03\"", "\"9999999999999999999\""] {
            assert_eq!(tags(value).unwrap(), Some(IfMatch::Versions(Vec::new())), "{value}");
        }
        assert_eq!(tags("\"a\", \"3\"").unwrap(), Some(IfMatch::Versions(vec![3])));
    }

    #[test]
    fn anything_else_is_refused() {
        for value in ["", "3", "\"", "\"a b\"", "\"3\" \"4\"", "\"3\",", "w/\"3\""] {
            assert!(tags(value).is_err(), "{value}");
        }
    }
}
