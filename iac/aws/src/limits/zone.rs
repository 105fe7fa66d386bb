//! Availability zones.

use super::{Refused, Region};

crate::text_type!(
    /// An availability zone: its region and a letter.
    AvailabilityZone, check: check, pattern: "^[a-z]{2}-[a-z]+-[0-9][a-z]$", examples: ["us-east-1a", "us-east-1b"]
);

impl AvailabilityZone {
    /// The name of the region.
    #[must_use]
    pub fn region(&self) -> &str {
        &self.as_str()[..self.as_str().len() - 1]
    }

    /// The zone's letter.
    #[must_use]
    pub fn letter(&self) -> &str {
        &self.as_str()[self.as_str().len() - 1..]
    }
}

fn check(text: &str) -> Result<(), Refused> {
    let refused = || Refused::new(format!("`{text}` is not an availability zone"));
    let letter = text.chars().next_back().filter(char::is_ascii_lowercase);
    let (Some(_), Some(region)) = (letter, text.get(..text.len().saturating_sub(1))) else {
        return Err(refused().allowed("a region and a letter, as in `us-east-1a`"));
    };
    match Region::new(region) {
        Ok(region) if region.zones().iter().any(|zone| zone == text) => Ok(()),
        Ok(region) => Err(refused().allowed(region.zones().join(", "))),
        Err(_) => Err(refused().allowed("a region and a letter, as in `us-east-1a`")),
    }
}

#[cfg(test)]
mod tests {
    use super::AvailabilityZone;

    #[test]
    fn a_zone_is_a_region_and_a_letter() {
        let zone = AvailabilityZone::new("us-east-1f").unwrap();
        assert_eq!((zone.region(), zone.letter()), ("us-east-1", "f"));
        for wrong in ["", "a", "us-east-1", "us-east-1g", "us-east-3a", "us-east-1é", "us-east-1A"] {
            assert!(AvailabilityZone::new(wrong).is_err(), "{wrong}");
        }
        let refused = AvailabilityZone::new("eu-west-1d").unwrap_err();
        assert_eq!(refused.allowed.as_deref(), Some("eu-west-1a, eu-west-1b, eu-west-1c"));
    }
}
