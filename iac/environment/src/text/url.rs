//! Addresses on the web.

use aws::limits::{DomainName, Refused};

aws::text_type!(
    /// An address that starts with `https://`, without user, query or fragment.
    HttpsUrl, check: check, pattern: r"^https://[a-z0-9.-]+(:[0-9]+)?(/[A-Za-z0-9._~!$&'()*+,;=:@%/-]*)?$",
    examples: ["https://login.example.com/"]
);

impl HttpsUrl {
    /// The host.
    #[must_use]
    pub fn host(&self) -> &str {
        let (authority, _) = split(self.as_str());
        authority.split_once(':').map_or(authority, |(host, _)| host)
    }

    /// The port: 443 unless another is given.
    #[must_use]
    pub fn port(&self) -> u16 {
        let (authority, _) = split(self.as_str());
        authority.split_once(':').and_then(|(_, port)| port.parse().ok()).unwrap_or(443)
    }
}

fn split(text: &str) -> (&str, &str) {
    let rest = text.strip_prefix("https://").unwrap_or_default();
    rest.split_at(rest.find('/').unwrap_or(rest.len()))
}

fn check(text: &str) -> Result<(), Refused> {
    let (authority, path) = split(text);
    let (host, port) = authority.split_once(':').map_or((authority, "443"), |(host, port)| (host, port));
    let legal = |byte: u8| byte.is_ascii_alphanumeric() || b"._~!$&'()*+,;=:@%/-".contains(&byte);
    let port =
        port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse::<u16>().is_ok_and(|port| port > 0);
    if DomainName::new(host).is_ok() && port && path.bytes().all(legal) {
        return Ok(());
    }
    let given = if text.contains('@') { "an address with a user in it" } else { &format!("`{text}`") };
    Err(Refused::new(format!("{given} is not an address of an issuer"))
        .allowed("`https://`, a domain name, and a path without query, as in `https://login.example.com/`"))
}

#[cfg(test)]
mod tests {
    use super::HttpsUrl;

    #[test]
    fn addresses() {
        let url = HttpsUrl::new("https://login.example.com:8443/realm").unwrap();
        assert_eq!((url.host(), url.port()), ("login.example.com", 8443));
        assert_eq!(HttpsUrl::new("https://login.example.com").unwrap().port(), 443);
        for wrong in [
            "",
            "http://login.example.com/",
            "https://",
            "https://localhost/",
            "https://user:password@login.example.com/",
            "https://login.example.com:0/",
            "https://login.example.com/?a=b",
            "https://login.example.com/#a",
        ] {
            assert!(HttpsUrl::new(wrong).is_err(), "{wrong}");
        }
    }
}
