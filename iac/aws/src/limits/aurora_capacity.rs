//! How large an Aurora Serverless v2 instance may be.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserialize, Deserializer, Error, Visitor};
use serde::ser::{Serialize, Serializer};

use super::{MOST_CONNECTIONS, Number, Refused};

/// Seconds without a connection after which an instance pauses: five minutes to a day.
/// <https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ServerlessV2ScalingConfiguration.html>
pub type PauseSeconds = Number<300, 86_400>;

/// Aurora capacity units (ACU), in halves: 0 to 256. One is about 2 GiB of memory, with processor and network to match.
/// <https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ServerlessV2ScalingConfiguration.html>
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AuroraCapacity {
    halves: u32,
}

/// Halves of the largest.
const LARGEST: u32 = 512;

const ALLOWED: &str = "0 to 256, in halves: 0.5, 1, 1.5";

impl AuroraCapacity {
    /// Nothing: a paused instance.
    pub const NONE: Self = Self { halves: 0 };
    /// The smallest that a running instance can have, and with which it costs something at every hour.
    pub const HALF: Self = Self { halves: 1 };
    /// The smallest maximum.
    pub const ONE: Self = Self { halves: 2 };

    /// Accepts or refuses a number of ACU.
    ///
    /// # Errors
    ///
    /// When it is none that AWS offers.
    pub fn new(units: f64) -> Result<Self, Refused> {
        let halves = units * 2.0;
        if halves.fract() != 0.0 || !(0.0..=f64::from(LARGEST)).contains(&halves) {
            return Err(Refused::new(format!("`{units}` is no capacity")).allowed(ALLOWED));
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "whole, and from 0 to 512"
        )]
        Ok(Self { halves: halves as u32 })
    }

    /// ACU.
    #[must_use]
    pub fn units(self) -> f64 {
        f64::from(self.halves) / 2.0
    }

    /// The connections that an instance takes whose capacity goes from `minimum` up to this one: AWS's own `max_connections`,
    /// rounded down. It follows from the maximum alone, and a small minimum bounds it.
    /// <https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.setting-capacity.html#aurora-serverless-v2.max-connections>
    #[must_use]
    pub fn connections(self, minimum: Self) -> u32 {
        const MOST_OF_SMALL: u32 = 2_000;
        // A straight line just below AWS's table: 189 of 1 ACU, 823 of 4, 1,669 of 8, 3,360 of 16.
        let offered = (self.halves * 211 / 2).saturating_sub(23);
        offered.min(if minimum <= Self::HALF { MOST_OF_SMALL } else { MOST_CONNECTIONS })
    }
}

impl fmt::Display for AuroraCapacity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.units().fmt(f)
    }
}

impl Serialize for AuroraCapacity {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // Whole ones without a fraction, as Terraform writes them.
        if self.halves.is_multiple_of(2) {
            serializer.serialize_u32(self.halves / 2)
        } else {
            serializer.serialize_f64(self.units())
        }
    }
}

impl<'de> Deserialize<'de> for AuroraCapacity {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Units;

        impl Visitor<'_> for Units {
            type Value = AuroraCapacity;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a number")
            }

            fn visit_f64<E: Error>(self, units: f64) -> Result<AuroraCapacity, E> {
                AuroraCapacity::new(units).map_err(E::custom)
            }

            fn visit_i64<E: Error>(self, units: i64) -> Result<AuroraCapacity, E> {
                let units = i32::try_from(units).unwrap_or(i32::MAX);
                self.visit_f64(f64::from(units))
            }

            fn visit_u64<E: Error>(self, units: u64) -> Result<AuroraCapacity, E> {
                self.visit_i64(i64::try_from(units).unwrap_or(i64::MAX))
            }
        }

        deserializer.deserialize_any(Units)
    }
}

impl JsonSchema for AuroraCapacity {
    fn schema_name() -> Cow<'static, str> {
        "AuroraCapacity".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "number", "minimum": 0, "maximum": 256, "multipleOf": 0.5 })
    }
}

#[cfg(test)]
mod tests {
    use super::AuroraCapacity;

    fn acu(units: f64) -> AuroraCapacity {
        AuroraCapacity::new(units).unwrap()
    }

    #[test]
    fn capacity_comes_in_halves() {
        for (units, written) in [(0.0, "0"), (0.5, "0.5"), (1.0, "1"), (256.0, "256")] {
            assert_eq!(serde_json::to_string(&acu(units)).unwrap(), written);
            assert_eq!(acu(units).to_string(), written);
        }
        for units in [-0.5, 0.25, 256.5, f64::NAN, f64::INFINITY] {
            let refused = AuroraCapacity::new(units).unwrap_err().to_string();
            assert_eq!(
                refused,
                format!("`{units}` is no capacity\nallowed: 0 to 256, in halves: 0.5, 1, 1.5")
            );
        }
    }

    /// AWS's own table, by the maximum.
    #[test]
    fn no_more_connections_are_counted_than_aws_offers() {
        let offered = [
            (1.0, 189),
            (4.0, 823),
            (8.0, 1_669),
            (16.0, 3_360),
            (32.0, 5_000),
            (64.0, 5_000),
            (256.0, 5_000),
        ];
        for (maximum, offered) in offered {
            let counted = acu(maximum).connections(AuroraCapacity::ONE);
            assert!(counted <= offered && counted * 100 >= offered * 99, "{maximum}: {counted} of {offered}");
            assert_eq!(acu(maximum).connections(AuroraCapacity::NONE), counted.min(2_000));
            assert_eq!(acu(maximum).connections(AuroraCapacity::HALF), counted.min(2_000));
        }
    }
}
