//! A token: the address of a request to `rds-db`, signed and never sent. The server takes it for the password.
//!
//! Sources: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html>, and
//! `generate_db_auth_token` of the AWS SDKs, from which the order of the parameters is taken.

use std::{fmt::Write as _, time::Duration};

use aws_lc_rs::{digest, hmac};
use jiff::Zoned;

use super::credentials::Credentials;
use crate::json::hex;

/// A token is good for so long, if the credentials are.
pub(super) const LIFETIME: Duration = Duration::from_mins(15);
const ALGORITHM: &str = "AWS4-HMAC-SHA256";

/// Who logs in, and where.
pub(super) struct Place {
    /// As the server is called by AWS: an alias of ours does not do.
    pub(super) host: String,
    pub(super) port: u16,
    pub(super) role: String,
    /// `us-east-1`.
    pub(super) region: String,
}

/// Makes one, at this moment in UTC.
pub(super) fn make(place: &Place, credentials: &Credentials, at: &Zoned) -> String {
    let Place { host, port, role, region } = place;
    let (day, moment) = (at.strftime("%Y%m%d").to_string(), at.strftime("%Y%m%dT%H%M%SZ").to_string());
    let scope = format!("{day}/{region}/rds-db/aws4_request");
    let mut parameters = vec![
        ("Action", "connect".to_owned()),
        ("DBUser", role.clone()),
        ("X-Amz-Algorithm", ALGORITHM.to_owned()),
        ("X-Amz-Credential", format!("{}/{scope}", credentials.key_id)),
        ("X-Amz-Date", moment.clone()),
        ("X-Amz-Expires", LIFETIME.as_secs().to_string()),
        ("X-Amz-SignedHeaders", "host".to_owned()),
        ("X-Amz-Security-Token", credentials.session_token.clone()),
    ];
    parameters.retain(|(_, value)| !value.is_empty());
    let asked = query(&parameters);
    parameters.sort_by_key(|(name, _)| *name);
    let nothing = hex_of_digest("");
    let request = format!("GET\n/\n{}\nhost:{host}:{port}\n\nhost\n{nothing}", query(&parameters));
    let signed = format!("{ALGORITHM}\n{moment}\n{scope}\n{}", hex_of_digest(&request));
    let first = format!("AWS4{}", credentials.secret_key);
    let key = [day.as_str(), region, "rds-db", "aws4_request", &signed];
    let signature = key.iter().fold(first.into_bytes(), |key, part| {
        hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, &key), part.as_bytes()).as_ref().to_vec()
    });
    format!("{host}:{port}/?{asked}&X-Amz-Signature={}", hex(&signature))
}

fn hex_of_digest(text: &str) -> String {
    hex(digest::digest(&digest::SHA256, text.as_bytes()).as_ref())
}

fn query(parameters: &[(&str, String)]) -> String {
    let pairs: Vec<_> = parameters.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
    pairs.join("&")
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

#[cfg(test)]
mod tests {
    use jiff::{Timestamp, tz::TimeZone};
    use serde::Deserialize;

    use super::*;

    /// Made by `vectors.py` with the AWS SDK for Python.
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase", deny_unknown_fields)]
    struct Vector {
        case: String,
        host: String,
        port: u16,
        role: String,
        region: String,
        key_id: String,
        secret: String,
        session_token: Option<String>,
        at: Timestamp,
        token: String,
    }

    #[test]
    fn tokens_are_those_of_the_aws_sdk() {
        let vectors: Vec<Vector> = serde_json::from_str(include_str!("vectors.json")).unwrap();
        assert!(vectors.len() >= 6);
        for vector in vectors {
            let credentials = Credentials {
                key_id: vector.key_id,
                secret_key: vector.secret,
                session_token: vector.session_token.unwrap_or_default(),
                expires: Timestamp::MAX,
            };
            let Vector { host, port, role, region, .. } = vector;
            let place = Place { host, port, role, region };
            let made = make(&place, &credentials, &vector.at.to_zoned(TimeZone::UTC));
            assert_eq!(made, vector.token, "{}", vector.case);
        }
    }
}
