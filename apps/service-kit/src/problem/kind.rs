//! The kinds of problem, each with its status, a stable name and a title.

use axum::http::StatusCode;

/// A kind of problem. Services add their own as constants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kind {
    status: StatusCode,
    name: &'static str,
    title: &'static str,
}

impl Kind {
    /// It is no HTTP request.
    pub const MALFORMED_REQUEST: Self =
        Self::new(StatusCode::BAD_REQUEST, "malformed-request", "Malformed request");
    /// The body is not JSON.
    pub const MALFORMED_JSON: Self = Self::new(StatusCode::BAD_REQUEST, "malformed-json", "Malformed JSON");
    /// The path or the query is wrong.
    pub const INVALID_PARAMETER: Self =
        Self::new(StatusCode::BAD_REQUEST, "invalid-parameter", "Invalid parameter");
    /// A header is wrong.
    pub const INVALID_HEADER: Self = Self::new(StatusCode::BAD_REQUEST, "invalid-header", "Invalid header");
    /// No token, or none that is good.
    pub const UNAUTHENTICATED: Self =
        Self::new(StatusCode::UNAUTHORIZED, "unauthenticated", "Authentication required");
    /// The token does not allow this.
    pub const FORBIDDEN: Self = Self::new(StatusCode::FORBIDDEN, "forbidden", "Not allowed");
    /// Nothing is here.
    pub const NOT_FOUND: Self = Self::new(StatusCode::NOT_FOUND, "not-found", "Not found");
    /// Something is here, but not for this method.
    pub const METHOD_NOT_ALLOWED: Self =
        Self::new(StatusCode::METHOD_NOT_ALLOWED, "method-not-allowed", "Method not allowed");
    /// The body took too long to arrive.
    pub const REQUEST_TIMEOUT: Self =
        Self::new(StatusCode::REQUEST_TIMEOUT, "request-timeout", "The request took too long to arrive");
    /// The first request with this `Idempotency-Key` is still under way.
    pub const IDEMPOTENCY_KEY_IN_USE: Self = Self::new(
        StatusCode::CONFLICT,
        "idempotency-key-in-use",
        "The first request with this Idempotency-Key is still under way",
    );
    /// It was here and was deleted.
    pub const GONE: Self = Self::new(StatusCode::GONE, "deleted", "Deleted");
    /// `If-Match` names another version.
    pub const VERSION_MISMATCH: Self =
        Self::new(StatusCode::PRECONDITION_FAILED, "version-mismatch", "Changed in the meantime");
    /// The body is too large.
    pub const TOO_LARGE: Self = Self::new(StatusCode::PAYLOAD_TOO_LARGE, "too-large", "Too large");
    /// The address is too long.
    pub const ADDRESS_TOO_LONG: Self =
        Self::new(StatusCode::URI_TOO_LONG, "address-too-long", "Address too long");
    /// There are too many headers, or they are too long.
    pub const HEADERS_TOO_LARGE: Self =
        Self::new(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE, "headers-too-large", "Headers too large");
    /// The body is not called JSON.
    pub const UNSUPPORTED_MEDIA_TYPE: Self =
        Self::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "unsupported-media-type", "Unsupported media type");
    /// JSON, but not what the operation takes.
    pub const INVALID_CONTENT: Self =
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid-content", "Invalid content");
    /// An `Idempotency-Key` that was used for another request.
    pub const IDEMPOTENCY_KEY_REUSED: Self = Self::new(
        StatusCode::UNPROCESSABLE_ENTITY,
        "idempotency-key-reused",
        "Idempotency-Key used for another request",
    );
    /// `If-Match` is missing.
    pub const PRECONDITION_REQUIRED: Self =
        Self::new(StatusCode::PRECONDITION_REQUIRED, "precondition-required", "If-Match required");
    /// The service failed.
    pub const INTERNAL: Self = Self::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", "The service failed");
    /// The database gave way to another change.
    pub const OVERTAKEN: Self =
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "overtaken", "Another change had precedence");
    /// Something that the service needs is away, or too much is going on.
    pub const UNAVAILABLE: Self =
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "unavailable", "Unavailable just now");

    /// A kind of a service's own.
    #[must_use]
    pub const fn new(status: StatusCode, name: &'static str, title: &'static str) -> Self {
        Self { status, name, title }
    }

    /// The HTTP status.
    #[must_use]
    pub const fn status(self) -> StatusCode {
        self.status
    }

    /// The title.
    #[must_use]
    pub const fn title(self) -> &'static str {
        self.title
    }

    /// The short name, as metrics and logs use it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.name
    }

    /// The stable URI.
    #[must_use]
    pub fn uri(self) -> String {
        format!("urn:healthcare-app:problem:{}", self.name)
    }
}
