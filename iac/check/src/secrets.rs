//! What smells of a secret: names and values.

/// Words that secrets are called by.
const WORDS: [&str; 14] = [
    "PASSWORD",
    "PASSWD",
    "PASSPHRASE",
    "SECRET",
    "TOKEN",
    "APIKEY",
    "API_KEY",
    "PRIVATE_KEY",
    "ACCESS_KEY",
    "SECRET_KEY",
    "ENCRYPTION_KEY",
    "SIGNING_KEY",
    "CREDENTIALS",
    "CONNECTION_STRING",
];

/// Words behind those that make it something else: where the secret is, how long it holds.
const ABOUT: [&str; 27] = [
    "ARN",
    "URL",
    "URI",
    "ENDPOINT",
    "HOST",
    "PATH",
    "FILE",
    "DIR",
    "NAME",
    "ID",
    "IDS",
    "TTL",
    "EXPIRY",
    "EXPIRES",
    "EXPIRATION",
    "SECONDS",
    "MINUTES",
    "DAYS",
    "LENGTH",
    "TYPE",
    "ENABLED",
    "REQUIRED",
    "ISSUER",
    "AUDIENCE",
    "PREFIX",
    "HEADER",
    "REGION",
];

/// What the values of tokens begin with.
const BEGINNINGS: [&str; 9] =
    ["AKIA", "ASIA", "ghp_", "gho_", "github_pat_", "xoxb-", "xoxp-", "sk_live_", "glpat-"];

/// Whether a variable of that name is a secret, as far as a name can say.
pub(crate) fn is_name_of_secret(name: &str) -> bool {
    let upper = name.to_ascii_uppercase().replace(['-', '.'], "_");
    let parts: Vec<&str> = upper.split('_').collect();
    let is_about = parts.last().is_some_and(|last| ABOUT.contains(last));
    // `SECRET` is a word of its own; `SECRETARY` is another. The long ones may be glued to others: `DBPASSWORD`.
    let matches = |word: &str| {
        let words: Vec<&str> = word.split('_').collect();
        parts.windows(words.len()).any(|window| window == words.as_slice())
            || (word.starts_with("PASS") && upper.ends_with(word))
    };
    !is_about && WORDS.iter().any(|word| matches(word))
}

/// Whether a value under such a name may be the secret itself, and is no mere pointer to it.
pub(crate) fn may_be_secret(value: &str) -> bool {
    let lower = value.trim().to_ascii_lowercase();
    let is_pointer =
        ["arn:", "/", "http://", "https://", "ssm:", "vault:"].iter().any(|start| lower.starts_with(start));
    let is_switch =
        matches!(lower.as_str(), "" | "true" | "false" | "yes" | "no" | "on" | "off" | "none" | "null");
    !is_pointer && !is_switch && lower.parse::<u16>().is_err()
}

/// Whether a value is a secret, whatever it is called.
pub(crate) fn is_secret(value: &str) -> bool {
    let value = value.trim();
    let is_token = BEGINNINGS.iter().any(|start| {
        let rest = value.strip_prefix(start);
        rest.is_some_and(|rest| {
            rest.len() >= 16 && rest.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-')
        })
    });
    is_token || (value.contains("-----BEGIN ") && value.contains("PRIVATE KEY")) || has_password(value)
}

/// Whether there is a password in an address: `scheme://user:password@host`.
fn has_password(value: &str) -> bool {
    let Some((_, rest)) = value.split_once("://") else { return false };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let Some((user, _)) = authority.rsplit_once('@') else { return false };
    let Some((_, password)) = user.split_once(':') else { return false };
    // A place to be filled in when the program starts is none.
    let is_place = password.starts_with(['$', '{', '<', '%']) || password.bytes().all(|byte| byte == b'*');
    !password.is_empty() && !is_place
}

/// Whether an attribute of a resource is a secret.
pub(crate) fn is_secret_attribute(attribute: &str) -> bool {
    [
        "password",
        "master_password",
        "result",
        "secret_string",
        "secret",
        "auth_token",
        "private_key_pem",
        "value",
    ]
    .contains(&attribute)
}

#[cfg(test)]
mod tests {
    use super::{is_name_of_secret, is_secret};

    #[test]
    fn names() {
        for secret in [
            "PASSWORD",
            "db_password",
            "DBPASSWORD",
            "jwt.secret",
            "API_KEY",
            "GITHUB_TOKEN",
            "A_SECRET_KEY_B",
        ] {
            assert!(is_name_of_secret(secret), "{secret}");
        }
        for other in
            ["SECRETARY", "TOKEN_ISSUER", "PASSWORD_FILE", "KEY", "TOKENIZER", "PASSENGERS", "BYPASS"]
        {
            assert!(!is_name_of_secret(other), "{other}");
        }
    }

    #[test]
    fn values() {
        for secret in [
            "redis://:x@host",
            "a=postgresql://u:p@h",
            "ghp_0123456789abcdef01",
            "-----BEGIN PRIVATE KEY-----",
        ] {
            assert!(is_secret(secret), "{secret}");
        }
        for other in
            ["https://a.b/c:d@e", "postgres://u:${PW}@h", "postgres://u:@h", "AKIA", "mailto:a:b@c", ""]
        {
            assert!(!is_secret(other), "{other}");
        }
    }
}
