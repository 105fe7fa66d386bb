//! Domain names.

use super::Refused;

crate::text_type!(
    /// A domain name in lower case, without the final dot: at most 253 characters, labels of at most 63.
    DomainName,
    check: check,
    pattern: r"^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$",
    examples: ["healthcare.example.com"]
);

impl DomainName {
    /// Whether this is the other or a name below it.
    #[must_use]
    pub fn is_within(&self, zone: &Self) -> bool {
        self.as_str().strip_suffix(zone.as_str()).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    }
}

fn check(text: &str) -> Result<(), Refused> {
    let refuse = |what: String| {
        Err(Refused::new(what)
            .allowed("labels of `a-z`, `0-9` and `-`, joined by dots, as in `healthcare.example.com`"))
    };
    if text.len() > 253 {
        return refuse(format!("a domain name of {} characters is too long; 253 is the most", text.len()));
    }
    if let Some(label) = text.split('.').find(|label| label.len() > 63) {
        return refuse(format!("the label `{label}` has {} characters; 63 is the most", label.len()));
    }
    let legal = |label: &str| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
    };
    let top = text.rsplit('.').next().unwrap_or_default();
    if text.contains('.')
        && text.split('.').all(legal)
        && top.len() > 1
        && top.starts_with(|c: char| c.is_ascii_lowercase())
    {
        return Ok(());
    }
    refuse(format!("`{text}` is not a domain name"))
}

#[cfg(test)]
mod tests {
    use super::DomainName;

    #[test]
    fn names_are_checked() {
        for right in ["example.com", "a.b-c.example.co", &format!("{}.com", "a".repeat(63))] {
            assert!(DomainName::new(right).is_ok(), "{right}");
        }
        for wrong in [
            "",
            "localhost",
            "Example.com",
            "example.com.",
            "-a.com",
            "a-.com",
            "a..com",
            "10.0.0.1",
            "https://a.com",
            "*.a.com",
            &format!("{}.com", "a".repeat(64)),
            &"a.".repeat(127),
        ] {
            assert!(DomainName::new(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_name_is_within_its_zone() {
        let zone = DomainName::new("example.com").unwrap();
        assert!(zone.is_within(&zone) && DomainName::new("a.example.com").unwrap().is_within(&zone));
        assert!(!DomainName::new("badexample.com").unwrap().is_within(&zone));
    }
}
