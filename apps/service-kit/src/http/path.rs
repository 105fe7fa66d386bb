//! An id in the path.

use axum::{
    extract::{FromRequestParts, RawPathParams},
    http::request::Parts,
};
use utoipa::{
    IntoParams,
    openapi::path::{Parameter, ParameterIn},
};
use uuid::Uuid;

use super::parameter;
use crate::problem::{FieldError, Problem};

/// The one id in the path of an operation.
#[derive(Debug, Clone, Copy)]
pub struct Path(pub Uuid);

/// The parameter `id` in the `OpenAPI` documents.
impl IntoParams for Path {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        parameter::id("id", "The record's id")
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Path {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let wrong = |name: &str| {
            Problem::invalid_parameters(vec![FieldError::parameter(
                name,
                "must be a UUID in its 36-character form",
            )])
        };
        let parameters = RawPathParams::from_request_parts(parts, state).await.map_err(|_| wrong("id"))?;
        let Some((name, value)) = parameters.iter().next() else {
            return Err(wrong("id"));
        };
        // Other forms (braces, no hyphens) would give one thing several addresses.
        if value.len() != 36 {
            return Err(wrong(name));
        }
        value.parse().map(Self).map_err(|_| wrong(name))
    }
}
