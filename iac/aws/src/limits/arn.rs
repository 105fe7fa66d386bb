//! Amazon resource names, shaped for the kind of thing they name.

use super::Refused;

crate::text_type!(
    /// The ARN of a KMS key.
    KmsKeyArn,
    check: |text: &str| check(text, "kms", "key/", "arn:aws:kms:us-east-1:123456789012:key/<id>"),
    pattern: "^arn:aws:kms:[a-z0-9-]+:[0-9]{12}:key/(mrk-)?[0-9a-f-]+$",
    examples: ["arn:aws:kms:us-east-1:123456789012:key/5f0c6f5e-6e0b-4b3a-9d1c-2a7f8e9b0c1d"]
);

crate::text_type!(
    /// The ARN of a certificate in AWS Certificate Manager.
    CertificateArn,
    check: |text: &str| check(text, "acm", "certificate/", "arn:aws:acm:us-east-1:123456789012:certificate/<id>"),
    pattern: "^arn:aws:acm:[a-z0-9-]+:[0-9]{12}:certificate/[0-9a-f-]+$",
    examples: ["arn:aws:acm:us-east-1:123456789012:certificate/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0"]
);

impl KmsKeyArn {
    /// The region in the name.
    #[must_use]
    pub fn region(&self) -> &str {
        part(self.as_str(), 3)
    }

    /// The account in the name.
    #[must_use]
    pub fn account(&self) -> &str {
        part(self.as_str(), 4)
    }
}

impl CertificateArn {
    /// The region in the name.
    #[must_use]
    pub fn region(&self) -> &str {
        part(self.as_str(), 3)
    }

    /// The account in the name.
    #[must_use]
    pub fn account(&self) -> &str {
        part(self.as_str(), 4)
    }
}

fn part(arn: &str, index: usize) -> &str {
    arn.split(':').nth(index).unwrap_or_default()
}

fn check(text: &str, service: &str, kind: &str, shape: &str) -> Result<(), Refused> {
    let parts: Vec<&str> = text.split(':').collect();
    let fits = matches!(parts[..], ["arn", "aws", of, region, account, resource]
        if of == service
            && super::Region::new(region).is_ok()
            && super::AccountId::new(account).is_ok()
            && resource.strip_prefix(kind).is_some_and(is_id));
    if fits {
        return Ok(());
    }
    Err(Refused::new(format!(
        "`{text}` is not the ARN of a {} in {}",
        kind.trim_end_matches('/'),
        service.to_uppercase()
    ))
    .allowed(format!("`{shape}`")))
}

/// A UUID, or the `mrk-…` of a multi-Region key.
fn is_id(text: &str) -> bool {
    let hexadecimal =
        |text: &str| text.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte));
    match text.strip_prefix("mrk-") {
        Some(rest) => rest.len() == 32 && hexadecimal(rest),
        None => text.split('-').map(str::len).eq([8, 4, 4, 4, 12]) && text.split('-').all(hexadecimal),
    }
}

#[cfg(test)]
mod tests {
    use super::{CertificateArn, KmsKeyArn};

    const ID: &str = "5f0c6f5e-6e0b-4b3a-9d1c-2a7f8e9b0c1d";

    #[test]
    fn an_arn_names_its_region_and_account() {
        let arn = KmsKeyArn::new(format!("arn:aws:kms:eu-west-1:123456789012:key/{ID}")).unwrap();
        assert_eq!((arn.region(), arn.account()), ("eu-west-1", "123456789012"));
    }

    #[test]
    fn an_arn_of_another_kind_is_refused() {
        for wrong in [
            String::new(),
            ID.to_owned(),
            format!("arn:aws:kms:eu-west-1:123456789012:alias/{ID}"),
            format!("arn:aws:kms:eu-west-1:12345678901:key/{ID}"),
            format!("arn:aws:kms:moon-1:123456789012:key/{ID}"),
            "arn:aws:kms:eu-west-1:123456789012:key/<id>".to_owned(),
            format!("arn:aws:acm:eu-west-1:123456789012:certificate/{ID}"),
        ] {
            assert!(KmsKeyArn::new(wrong.clone()).is_err(), "{wrong}");
        }
        assert!(CertificateArn::new(format!("arn:aws:acm:eu-west-1:123456789012:certificate/{ID}")).is_ok());
    }
}
