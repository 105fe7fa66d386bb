//! Regions and their zones.

use super::Refused;

/// Every region of the partition `aws`, and the letters of its availability zones.
const REGIONS: [(&str, &str); 34] = [
    ("af-south-1", "abc"),
    ("ap-east-1", "abc"),
    ("ap-east-2", "abc"),
    ("ap-northeast-1", "abcd"),
    ("ap-northeast-2", "abcd"),
    ("ap-northeast-3", "abc"),
    ("ap-south-1", "abc"),
    ("ap-south-2", "abc"),
    ("ap-southeast-1", "abc"),
    ("ap-southeast-2", "abc"),
    ("ap-southeast-3", "abc"),
    ("ap-southeast-4", "abc"),
    ("ap-southeast-5", "abc"),
    ("ap-southeast-6", "abc"),
    ("ap-southeast-7", "abc"),
    ("ca-central-1", "abd"),
    ("ca-west-1", "abc"),
    ("eu-central-1", "abc"),
    ("eu-central-2", "abc"),
    ("eu-north-1", "abc"),
    ("eu-south-1", "abc"),
    ("eu-south-2", "abc"),
    ("eu-west-1", "abc"),
    ("eu-west-2", "abc"),
    ("eu-west-3", "abc"),
    ("il-central-1", "abc"),
    ("me-central-1", "abc"),
    ("me-south-1", "abc"),
    ("mx-central-1", "abc"),
    ("sa-east-1", "abc"),
    ("us-east-1", "abcdef"),
    ("us-east-2", "abc"),
    ("us-west-1", "abc"),
    ("us-west-2", "abcd"),
];

crate::text_type!(
    /// A region of the partition `aws`.
    Region, check: check, pattern: "^[a-z]{2}-[a-z]+-[0-9]$", examples: ["us-east-1", "eu-central-1"]
);

impl Region {
    /// The names of the region's availability zones.
    #[must_use]
    pub fn zones(&self) -> Vec<String> {
        let region = REGIONS.iter().find(|(name, _)| *name == self.as_str());
        region
            .iter()
            .flat_map(|(name, letters)| letters.chars().map(move |letter| format!("{name}{letter}")))
            .collect()
    }

    /// Every region there is.
    pub fn all() -> impl Iterator<Item = &'static str> {
        REGIONS.iter().map(|(name, _)| *name)
    }
}

fn check(text: &str) -> Result<(), Refused> {
    if Region::all().any(|region| region == text) {
        return Ok(());
    }
    let alike: Vec<&str> = Region::all().filter(|region| region.get(..3) == text.get(..3)).collect();
    let allowed = if alike.is_empty() { Region::all().collect() } else { alike };
    Err(Refused::new(format!("`{text}` is not a region of AWS")).allowed(allowed.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::Region;

    #[test]
    fn regions_are_known() {
        assert!(Region::all().all(|region| Region::new(region).is_ok()));
        assert!(Region::new("us-west-2").unwrap().zones().contains(&"us-west-2d".to_owned()));
        let refused = Region::new("us-east-3").unwrap_err();
        assert_eq!(refused.allowed.as_deref(), Some("us-east-1, us-east-2, us-west-1, us-west-2"));
        assert!(Region::new("").is_err() && Region::new("us-gov-west-1").is_err());
    }
}
