//! Account ids.

use super::Refused;

crate::text_type!(
    /// The twelve digits of an AWS account, as text: an account may start with a zero.
    AccountId, check: check, pattern: "^[0-9]{12}$", examples: ["123456789012"]
);

fn check(text: &str) -> Result<(), Refused> {
    if text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Ok(());
    }
    Err(Refused::new(format!("`{text}` is not an account id")).allowed("twelve digits"))
}

#[cfg(test)]
mod tests {
    use super::AccountId;

    #[test]
    fn twelve_digits() {
        assert!(AccountId::new("012345678901").is_ok());
        for wrong in ["", "12345678901", "1234567890123", "12345678901a", "१२३४५६७८९०१२"]
        {
            assert!(AccountId::new(wrong).is_err(), "{wrong}");
        }
    }
}
