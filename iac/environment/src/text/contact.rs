//! Who is told.

use aws::limits::Refused;

aws::text_type!(
    /// An e-mail address that alarms are sent to.
    Email, check: check, pattern: "^[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+$", examples: ["on-call@example.com"]
);

fn check(text: &str) -> Result<(), Refused> {
    let local = |local: &str| {
        !local.is_empty()
            && local.len() <= 64
            && local.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._%+-".contains(&byte))
    };
    match text.split_once('@') {
        Some((name, host))
            if local(name) && aws::limits::DomainName::new(host.to_ascii_lowercase()).is_ok() =>
        {
            Ok(())
        }
        _ => {
            Err(Refused::new(format!("`{text}` is not an e-mail address"))
                .allowed("as in `on-call@example.com`"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Email;

    #[test]
    fn addresses() {
        assert!(Email::new("on-call+dev@example.com").is_ok());
        for wrong in ["", "@example.com", "a@", "a@b", "a b@example.com", "a@b@example.com"] {
            assert!(Email::new(wrong).is_err(), "{wrong}");
        }
    }
}
