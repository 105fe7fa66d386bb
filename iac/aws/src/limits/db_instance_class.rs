//! Classes of RDS instances that are on offer here.

use super::Refused;

crate::text_type!(
    /// A class of RDS instances with Graviton processors: `db.t4g.micro`, which lives on credits, or `db.m7g.large` and
    /// `db.r7g.large`, which do not.
    DbInstanceClass, check: check, pattern: r"^db\.(t4g|m7g|r7g)\.[0-9]*(micro|small|medium|large|xlarge)$",
    examples: ["db.t4g.micro", "db.r7g.large"]
);

/// The connections that the largest database of Amazon RDS takes, as an instance and as a machine of Aurora.
/// <https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Limits.html#RDS_Limits.MaxConnections>
pub const MOST_CONNECTIONS: u32 = 5_000;

/// Each family, and its sizes with their memory in GiB.
/// <https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.DBInstanceClass.Summary.html>
const FAMILIES: [(&str, &[(&str, u32)]); 3] = [
    ("db.t4g", &[("micro", 1), ("small", 2), ("medium", 4), ("large", 8), ("xlarge", 16), ("2xlarge", 32)]),
    (
        "db.m7g",
        &[
            ("large", 8),
            ("xlarge", 16),
            ("2xlarge", 32),
            ("4xlarge", 64),
            ("8xlarge", 128),
            ("12xlarge", 192),
            ("16xlarge", 256),
        ],
    ),
    (
        "db.r7g",
        &[
            ("large", 16),
            ("xlarge", 32),
            ("2xlarge", 64),
            ("4xlarge", 128),
            ("8xlarge", 256),
            ("12xlarge", 384),
            ("16xlarge", 512),
        ],
    ),
];

impl DbInstanceClass {
    /// Every class, family by family, the smallest first.
    pub fn all() -> impl Iterator<Item = Self> {
        let of_family = |(family, sizes): (&'static str, &'static [(&'static str, u32)])| {
            sizes.iter().map(move |(size, _)| Self(format!("{family}.{size}")))
        };
        FAMILIES.into_iter().flat_map(of_family)
    }

    /// Memory in GiB.
    #[must_use]
    pub fn memory(&self) -> u32 {
        memory(&self.0).unwrap_or_default()
    }

    /// Whether it earns credits while idle and spends them under load.
    #[must_use]
    pub fn is_burstable(&self) -> bool {
        self.0.starts_with("db.t")
    }

    /// The connections that it takes: AWS's own `max_connections`, `LEAST({DBInstanceClassMemory/9531392}, 5000)`, with seven
    /// tenths of the memory. AWS does not say how much of it the system and RDS itself take.
    /// <https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Limits.html#RDS_Limits.MaxConnections>
    #[must_use]
    pub fn connections(&self) -> u32 {
        const GIBIBYTE: u64 = 1 << 30;
        let offered = u64::from(self.memory()) * GIBIBYTE * 7 / 10 / 9_531_392;
        u32::try_from(offered).map_or(MOST_CONNECTIONS, |offered| offered.min(MOST_CONNECTIONS))
    }
}

fn memory(class: &str) -> Option<u32> {
    let (family, size) = class.rsplit_once('.')?;
    let (_, sizes) = FAMILIES.iter().find(|(name, _)| *name == family)?;
    sizes.iter().find_map(|(name, memory)| (*name == size).then_some(*memory))
}

fn check(text: &str) -> Result<(), Refused> {
    if memory(text).is_some() {
        return Ok(());
    }
    let of_family = |(family, sizes): &(&str, &[(&str, u32)])| {
        let sizes: Vec<&str> = sizes.iter().map(|(size, _)| *size).collect();
        format!("`{family}.` with {}", sizes.join(", "))
    };
    let allowed: Vec<String> = FAMILIES.iter().map(of_family).collect();
    Err(Refused::new(format!("`{text}` is no class on offer here")).allowed(allowed.join("; ")))
}

#[cfg(test)]
mod tests {
    use super::{DbInstanceClass, FAMILIES};

    #[test]
    fn classes_are_those_of_the_families() {
        for (family, sizes) in FAMILIES {
            for (size, memory) in sizes {
                assert_eq!(DbInstanceClass::new(format!("{family}.{size}")).unwrap().memory(), *memory);
            }
        }
        assert!(
            DbInstanceClass::all().all(|class| DbInstanceClass::new(class.as_str()) == Ok(class.clone()))
        );
        assert_eq!(DbInstanceClass::all().count(), 20);
        for text in ["db.t4g", "t4g.micro", "db.m7g.micro", "db.t4g.micro ", "db.serverless", ""] {
            let refused = DbInstanceClass::new(text).unwrap_err();
            assert_eq!(refused.message, format!("`{text}` is no class on offer here"));
            assert!(refused.allowed.unwrap().starts_with("`db.t4g.` with micro, small, medium"));
        }
    }

    #[test]
    fn connections_follow_from_memory() {
        let connections = |class: &str| DbInstanceClass::new(class).unwrap().connections();
        assert_eq!(connections("db.t4g.micro"), 78);
        assert_eq!(connections("db.t4g.medium"), 315);
        assert_eq!(connections("db.r7g.16xlarge"), 5_000);
        assert!(DbInstanceClass::new("db.t4g.small").unwrap().is_burstable());
        assert!(!DbInstanceClass::new("db.r7g.large").unwrap().is_burstable());
    }
}
