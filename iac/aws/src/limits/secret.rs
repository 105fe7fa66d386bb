//! Names of secrets, where a service's task finds them when it starts.

use super::Refused;

crate::text_type!(
    /// The name of a secret in Secrets Manager; not its ARN.
    SecretName, check: secret, pattern: "^[A-Za-z0-9/_+=.@-]{1,512}$",
    examples: ["healthcare-app/dev/patient-service/database-url"]
);

crate::text_type!(
    /// The name of a parameter in Systems Manager's Parameter Store, from its first slash; not its ARN.
    ParameterName, check: parameter, pattern: "^/[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+){0,14}$",
    examples: ["/healthcare-app/dev/patient-service/database-url"]
);

fn secret(text: &str) -> Result<(), Refused> {
    let legal = |byte: u8| byte.is_ascii_alphanumeric() || b"/_+=.@-".contains(&byte);
    if text.starts_with("arn:") {
        return Err(Refused::new("a secret is given by its name, not its ARN")
            .hint("the name is what follows `:secret:`"));
    }
    if text.is_empty() || text.len() > 512 || !text.bytes().all(legal) {
        return Err(Refused::new(format!("`{text}` is not a name of Secrets Manager"))
            .allowed("1 to 512 of `A-Z`, `a-z`, `0-9` and `/_+=.@-`"));
    }
    // Secrets Manager appends such a suffix to make the ARN, and then cannot tell the two apart.
    let suffix = text.len().checked_sub(7).map(|at| &text.as_bytes()[at..]);
    if suffix.is_some_and(|suffix| suffix[0] == b'-' && suffix[1..].iter().all(u8::is_ascii_alphanumeric)) {
        return Err(Refused::new(format!(
            "`{text}` ends with a hyphen and six characters, as the ARNs of secrets do"
        ))
        .hint("AWS finds such a secret by its full ARN only; choose a name with another ending"));
    }
    Ok(())
}

fn parameter(text: &str) -> Result<(), Refused> {
    let refuse = |message: String| {
        Err(Refused::new(message).allowed(
            "a path of at most 15 levels of `A-Z`, `a-z`, `0-9` and `_.-`, as in `/healthcare-app/dev/key`",
        ))
    };
    if text.starts_with("arn:") {
        return refuse("a parameter is given by its name, not its ARN".to_owned());
    }
    let levels = text.strip_prefix('/').unwrap_or_default();
    let legal = |level: &str| {
        !level.is_empty() && level.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_.-".contains(&byte))
    };
    if !levels.split('/').all(legal) || text.len() > 1_000 {
        return refuse(format!("`{text}` is not a name of Parameter Store"));
    }
    if levels.split('/').count() > 15 {
        return refuse(format!("`{text}` has {} levels", levels.split('/').count()));
    }
    let lower = levels.to_ascii_lowercase();
    if lower.starts_with("aws") || lower.starts_with("ssm") {
        return refuse(format!("`{text}` starts with a word that AWS keeps for itself"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{ParameterName, SecretName};

    #[test]
    fn secrets() {
        for right in ["a", "healthcare-app/dev/patient-service/database-url", "x-12345", "x-1234567"] {
            assert!(SecretName::new(right).is_ok(), "{right}");
        }
        for wrong in [
            "",
            "a b",
            "a*",
            "url-abc123",
            "arn:aws:secretsmanager:us-east-1:123456789012:secret:a",
            &"a".repeat(513),
        ] {
            assert!(SecretName::new(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn parameters() {
        assert!(
            ParameterName::new("/healthcare-app/dev/url").is_ok()
                && ParameterName::new("/a".repeat(15)).is_ok()
        );
        for wrong in
            ["", "/", "a", "/a/", "//a", "/a b", "/aws/x", "/AWSx", "/ssm", "arn:aws:ssm:x", &"/a".repeat(16)]
        {
            assert!(ParameterName::new(wrong).is_err(), "{wrong}");
        }
    }
}
