//! Whether a request meets a condition, as far as the files say what the request is.

use super::statement::Condition;
use super::{Cover, Reader, Token, covers};

/// Whether a request that says these things of itself, by the condition's key, meets a condition.
///
/// Of keys that it says nothing about it is taken that it meets them; but an encryption context that it does not have it
/// does not meet. Who asks is always of the files' own account.
pub(crate) fn meets<'c>(
    condition: &Condition<'c>,
    said: &[(&str, Vec<Token<'c>>)],
    reader: Reader<'_>,
) -> Cover {
    const OWN: [&str; 3] = ["aws:PrincipalAccount", "aws:SourceAccount", "kms:CallerAccount"];
    let Some((key, operator)) = condition.key.as_ref().zip(condition.operator.as_ref()) else {
        return Cover::Maybe;
    };
    let of_request =
        said.iter().find(|(said, _)| said.eq_ignore_ascii_case(key)).map(|(_, tokens)| tokens.clone());
    let of_account = || OWN.iter().any(|own| own.eq_ignore_ascii_case(key)).then(|| reader.own("account"));
    let Some(subject) = of_request.or_else(of_account) else {
        let is_context = key.to_ascii_lowercase().starts_with("kms:encryptioncontext:");
        return if is_context { Cover::No } else { Cover::Yes };
    };
    let operator = operator.to_ascii_lowercase();
    if operator.contains("not") || operator.contains("null") || operator.contains("ifexists") {
        return Cover::Maybe;
    }
    let is_pattern = operator.contains("like") || operator.starts_with("arn");
    let covering = condition.values.iter().map(|value| {
        if is_pattern {
            covers(value.pattern(reader), &subject)
        } else {
            covers(&reader.text(value.at, &value.symbol), &subject)
        }
    });
    covering.max().unwrap_or(Cover::No)
}
