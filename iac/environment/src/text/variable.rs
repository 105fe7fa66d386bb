//! Names of environment variables.

use aws::limits::Refused;

aws::text_type!(
    /// The name of an environment variable.
    EnvVar, check: check, pattern: "^[A-Z_][A-Z0-9_]*$", examples: ["OIDC_AUDIENCE"]
);

fn check(text: &str) -> Result<(), Refused> {
    let legal = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_';
    if !text.is_empty()
        && text.len() <= 255
        && text.bytes().all(legal)
        && !text.starts_with(|c: char| c.is_ascii_digit())
    {
        return Ok(());
    }
    Err(Refused::new(format!("`{text}` is not a name of an environment variable"))
        .allowed("`A-Z`, `0-9` and `_`, no digit first"))
}

#[cfg(test)]
mod tests {
    use super::EnvVar;

    #[test]
    fn names() {
        assert!(EnvVar::new("OIDC_AUDIENCE").is_ok() && EnvVar::new("_A1").is_ok());
        for wrong in ["", "1A", "a", "A-B", "A=B", "A B"] {
            assert!(EnvVar::new(wrong).is_err(), "{wrong}");
        }
    }
}
