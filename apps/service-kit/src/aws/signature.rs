//! The signature of a request: who asks, what, where and when, and that nobody has changed it on its way.
//!
//! Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html>

use std::fmt::Write as _;

use aws_lc_rs::{digest, hmac};
use jiff::{Timestamp, tz::TimeZone};

use super::credentials::Credentials;
use crate::json::hex;

pub(super) const ALGORITHM: &str = "AWS4-HMAC-SHA256";

/// Signs at one moment, for one service in one region.
pub(super) struct Signer<'a> {
    secret_key: &'a str,
    /// The parts of the scope: day, region, service, and what ends it.
    scope: [String; 4],
    /// Who asks, in which scope: `ASIA…/20261126/us-east-1/rds-db/aws4_request`.
    pub(super) credential: String,
    /// `20261126T150600Z`.
    pub(super) moment: String,
}

/// What is signed.
pub(super) struct Request<'a> {
    pub(super) method: &'static str,
    /// Encoded, in the order of the names.
    pub(super) query: &'a str,
    /// In small letters, in the order of the names.
    pub(super) headers: &'a [(&'static str, &'a str)],
    pub(super) body: &'a str,
}

impl<'a> Signer<'a> {
    pub(super) fn new(credentials: &'a Credentials, region: &str, service: &str, at: Timestamp) -> Self {
        let at = at.to_zoned(TimeZone::UTC);
        let scope = [&at.strftime("%Y%m%d").to_string(), region, service, "aws4_request"].map(str::to_owned);
        Self {
            secret_key: &credentials.secret_key,
            credential: format!("{}/{}", credentials.key_id, scope.join("/")),
            scope,
            moment: at.strftime("%Y%m%dT%H%M%SZ").to_string(),
        }
    }

    /// The signature, in hexadecimal.
    pub(super) fn sign(&self, request: &Request<'_>) -> String {
        let Request { method, query, headers, body } = request;
        let lines: Vec<_> = headers.iter().map(|(name, value)| format!("{name}:{value}\n")).collect();
        let (names, body) = (request.signed_headers(), hex_of_digest(body));
        let request = hex_of_digest(&format!("{method}\n/\n{query}\n{}\n{names}\n{body}", lines.concat()));
        let signed = format!("{ALGORITHM}\n{}\n{}\n{request}", self.moment, self.scope.join("/"));
        let parts = self.scope.iter().chain([&signed]);
        let first = format!("AWS4{}", self.secret_key).into_bytes();
        hex(&parts.fold(first, |key, part| {
            hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, &key), part.as_bytes()).as_ref().to_vec()
        }))
    }
}

impl Request<'_> {
    /// The names of the headers: `host;x-amz-date`.
    pub(super) fn signed_headers(&self) -> String {
        self.headers.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(";")
    }
}

/// Parameters as they stand in an address.
pub(super) fn query(parameters: &[(&str, String)]) -> String {
    let pairs: Vec<_> = parameters.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
    pairs.join("&")
}

fn hex_of_digest(text: &str) -> String {
    hex(digest::digest(&digest::SHA256, text.as_bytes()).as_ref())
}

/// Everything but what RFC 3986 leaves unreserved.
fn encoded(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            text.push(char::from(byte));
        } else {
            // Writing to a `String` does not fail.
            let _ = write!(text, "%{byte:02X}");
        }
    }
    text
}
