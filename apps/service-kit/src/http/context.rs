//! Who is asking in what chain of requests: a request id and a W3C trace context, taken over or made.

use axum::http::{HeaderMap, HeaderValue};
use uuid::Uuid;

/// Travels with a request through every log line, audit record and call to another service.
#[derive(Debug, Clone)]
pub struct RequestContext {
    /// `X-Request-Id`, ours if the client sent none that is fit to be logged.
    pub request_id: String,
    /// The trace id of `traceparent`: 32 hexadecimal digits.
    pub trace_id: String,
}

impl RequestContext {
    /// Takes the ids over from a request, or makes them.
    #[must_use]
    pub fn from_headers(headers: &HeaderMap) -> Self {
        let text = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
        let request_id = text("x-request-id").filter(|id| fit_to_log(id)).map_or_else(new_id, str::to_owned);
        let trace_id =
            text("traceparent").and_then(trace_id).map_or_else(|| hex_id(Uuid::new_v4()), str::to_owned);
        Self { request_id, trace_id }
    }

    /// The `traceparent` for a call that this request makes.
    #[must_use]
    pub fn traceparent(&self) -> String {
        let span = hex_id(Uuid::new_v4());
        format!("00-{}-{}-01", self.trace_id, &span[..16])
    }
}

fn new_id() -> String {
    Uuid::now_v7().to_string()
}

fn hex_id(id: Uuid) -> String {
    id.simple().to_string()
}

/// A request id comes from anywhere and ends in the log: it must look like an id and be nothing else.
fn fit_to_log(id: &str) -> bool {
    let id_like = |byte: u8| byte.is_ascii_hexdigit() || byte == b'-';
    (8..=64).contains(&id.len()) && id.bytes().all(id_like)
}

fn trace_id(value: &str) -> Option<&str> {
    let mut parts = value.split('-');
    let (version, trace, span, flags) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    let hex = |text: &str, length| {
        text.len() == length && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
    };
    let well_formed = hex(version, 2) && version != "ff" && hex(trace, 32) && hex(span, 16) && hex(flags, 2);
    let zero = |text: &str| text.bytes().all(|byte| byte == b'0');
    (well_formed && !zero(trace) && !zero(span)).then_some(trace)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(name: &'static str, value: &'static str) -> RequestContext {
        RequestContext::from_headers(&HeaderMap::from_iter([(
            name.parse().unwrap(),
            HeaderValue::from_static(value),
        )]))
    }

    #[test]
    fn a_well_formed_traceparent_is_continued_with_a_new_span() {
        let context = of("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
        assert_eq!(context.trace_id, "4bf92f3577b34da6a3ce929d0e0e4736");
        assert!(context.traceparent().starts_with("00-4bf92f3577b34da6a3ce929d0e0e4736-"));
        assert!(!context.traceparent().contains("00f067aa0ba902b7"));
    }

    #[test]
    fn what_is_no_traceparent_starts_a_new_trace() {
        for value in [
            "",
            "00-0-0-0",
            "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
            "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        ] {
            assert_ne!(of("traceparent", value).trace_id, "4bf92f3577b34da6a3ce929d0e0e4736");
            assert_eq!(of("traceparent", value).trace_id.len(), 32);
        }
    }

    #[test]
    fn a_request_id_that_could_be_a_name_is_not_taken_over() {
        assert_eq!(of("x-request-id", "0123abcd-ef").request_id, "0123abcd-ef");
        assert_ne!(of("x-request-id", "Jane Doe, born 1970").request_id, "Jane Doe, born 1970");
        assert_ne!(of("x-request-id", "MRN-12345678").request_id, "MRN-12345678");
    }
}
