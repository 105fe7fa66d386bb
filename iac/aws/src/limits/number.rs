//! Whole numbers between two bounds.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserialize, Deserializer, Error, Visitor};
use serde::ser::{Serialize, Serializer};

use super::Refused;

/// A TCP port.
pub type Port = Number<1, 65_535>;
/// A percentage that something can be kept at.
pub type Percent = Number<1, 100>;
/// A number of tasks.
pub type Capacity = Number<0, 5_000>;
/// At least one.
pub type Positive = Number<1, 1_000_000>;
/// Seconds that a load balancer keeps an idle connection.
pub type IdleTimeout = Number<1, 4_000>;
/// Days after which stored objects expire.
pub type Days = Number<1, 36_500>;
/// Tasks that a capacity provider runs before the weights count.
pub type Base = Number<0, 100_000>;
/// Days that RDS keeps its backups, to any second of which a database can be restored.
pub type BackupDays = Number<1, 35>;
/// A capacity provider's share.
pub type Weight = Number<0, 1_000>;

/// A whole number from `MIN` to `MAX`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number<const MIN: u32, const MAX: u32>(u32);

impl<const MIN: u32, const MAX: u32> Number<MIN, MAX> {
    /// Accepts or refuses.
    ///
    /// # Errors
    ///
    /// When the number is outside the bounds.
    pub fn new(number: u32) -> Result<Self, Refused> {
        Self::from_wide(i128::from(number))
    }

    fn from_wide(number: i128) -> Result<Self, Refused> {
        match u32::try_from(number) {
            Ok(number) if (MIN..=MAX).contains(&number) => Ok(Self(number)),
            _ => Err(Refused::new(format!("`{number}` is out of range")).allowed(format!("{MIN} to {MAX}"))),
        }
    }

    /// The number.
    #[must_use]
    pub const fn get(self) -> u32 {
        self.0
    }
}

impl Port {
    /// Where HTTP is expected.
    pub const HTTP: Self = Self(80);
    /// Where HTTPS is expected.
    pub const HTTPS: Self = Self(443);
}

impl From<Percent> for Positive {
    fn from(percent: Percent) -> Self {
        Self(percent.0)
    }
}

impl Days {
    /// A day.
    pub const ONE: Self = Self(1);
    /// From Friday to Wednesday.
    pub const FIVE: Self = Self(5);
    /// A month.
    pub const MONTH: Self = Self(30);
}

impl<const MIN: u32, const MAX: u32> fmt::Display for Number<MIN, MAX> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<const MIN: u32, const MAX: u32> Serialize for Number<MIN, MAX> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u32(self.0)
    }
}

impl<'de, const MIN: u32, const MAX: u32> Deserialize<'de> for Number<MIN, MAX> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let wide = deserializer.deserialize_i64(Wide)?;
        Self::from_wide(wide).map_err(D::Error::custom)
    }
}

/// Reads whole numbers of any size, so that the message speaks of bounds and not of machine words.
struct Wide;

impl Visitor<'_> for Wide {
    type Value = i128;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a whole number")
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<i128, E> {
        Ok(number.into())
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<i128, E> {
        Ok(number.into())
    }

    fn visit_i128<E: Error>(self, number: i128) -> Result<i128, E> {
        Ok(number)
    }

    fn visit_u128<E: Error>(self, number: u128) -> Result<i128, E> {
        Ok(i128::try_from(number).unwrap_or(i128::MAX))
    }
}

impl<const MIN: u32, const MAX: u32> JsonSchema for Number<MIN, MAX> {
    fn schema_name() -> Cow<'static, str> {
        format!("Number{MIN}To{MAX}").into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "integer", "minimum": MIN, "maximum": MAX })
    }
}

#[cfg(test)]
mod tests {
    use super::Percent;

    #[test]
    fn bounds_belong_to_the_range() {
        assert_eq!(Percent::new(1).map(Percent::get), Ok(1));
        assert_eq!(Percent::new(100).map(Percent::get), Ok(100));
        assert!(Percent::new(0).is_err());
        let refused = Percent::new(101).unwrap_err();
        assert_eq!(refused.to_string(), "`101` is out of range\nallowed: 1 to 100");
    }
}
