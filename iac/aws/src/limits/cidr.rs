//! IPv4 networks.

use std::fmt;
use std::net::Ipv4Addr;

use super::Refused;

/// An IPv4 network: an address without host bits, and a prefix.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cidr {
    first: u32,
    prefix: u8,
}

impl Cidr {
    /// The network of an address and a prefix; host bits are cut off, and a prefix beyond 32 is 32. For constants.
    #[must_use]
    pub const fn of(address: Ipv4Addr, prefix: u8) -> Self {
        let prefix = if prefix > 32 { 32 } else { prefix };
        Self { first: address.to_bits() & mask(prefix), prefix }
    }

    /// Parses or refuses.
    ///
    /// # Errors
    ///
    /// When the text is no network, or its address has host bits.
    pub fn new(text: &str) -> Result<Self, Refused> {
        let malformed = || {
            Refused::new(format!("`{text}` is not an IPv4 network"))
                .allowed("four numbers from 0 to 255 and a prefix, as in `10.0.0.0/16`")
        };
        let (address, prefix) = text.split_once('/').ok_or_else(malformed)?;
        let address: Ipv4Addr = address.parse().map_err(|_| malformed())?;
        let plain = !prefix.is_empty() && prefix.bytes().all(|byte| byte.is_ascii_digit());
        let prefix = prefix.parse().ok().filter(|prefix| plain && *prefix <= 32).ok_or_else(malformed)?;
        let cidr = Self::of(address, prefix);
        if cidr.first != address.to_bits() {
            return Err(Refused::new(format!("`{text}` has bits set beyond its prefix"))
                .hint(format!("write the network's first address: `{cidr}`")));
        }
        Ok(cidr)
    }

    /// The first address, which names the network.
    #[must_use]
    pub const fn first(self) -> Ipv4Addr {
        Ipv4Addr::from_bits(self.first)
    }

    /// The last address.
    #[must_use]
    pub const fn last(self) -> Ipv4Addr {
        Ipv4Addr::from_bits(self.first | !mask(self.prefix))
    }

    /// How many leading bits name the network.
    #[must_use]
    pub const fn prefix(self) -> u8 {
        self.prefix
    }

    /// How many addresses there are.
    #[must_use]
    pub const fn addresses(self) -> u64 {
        1 << (32 - self.prefix)
    }

    /// Whether every address of the other is one of this.
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.prefix <= other.prefix && other.first & mask(self.prefix) == self.first
    }

    /// Whether the two share an address.
    #[must_use]
    pub const fn overlaps(self, other: Self) -> bool {
        self.contains(other) || other.contains(self)
    }
}

const fn mask(prefix: u8) -> u32 {
    if prefix == 0 { 0 } else { u32::MAX << (32 - prefix) }
}

impl fmt::Display for Cidr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.first(), self.prefix)
    }
}

impl fmt::Debug for Cidr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

crate::text_type!(
    /// A network that a VPC or a subnet can have: from /16 to /28, without host bits.
    VpcCidr,
    check: |text: &str| sized(text, 16, 28, "a VPC or a subnet"),
    pattern: r"^([0-9]{1,3}\.){3}[0-9]{1,3}/(1[6-9]|2[0-8])$",
    examples: ["10.0.0.0/16", "10.0.16.0/20"]
);

crate::text_type!(
    /// A network that traffic is allowed to: from /8 to /32, without host bits.
    RouteCidr,
    check: |text: &str| sized(text, 8, 32, "what services may reach"),
    pattern: r"^([0-9]{1,3}\.){3}[0-9]{1,3}/([89]|[12][0-9]|3[0-2])$",
    examples: ["10.0.48.0/22"]
);

fn sized(text: &str, min: u8, max: u8, what: &str) -> Result<(), Refused> {
    let cidr = Cidr::new(text)?;
    if (min..=max).contains(&cidr.prefix) {
        return Ok(());
    }
    let size = if cidr.prefix < min { "large" } else { "small" };
    Err(Refused::new(format!("`{text}` is too {size} for {what}"))
        .allowed(format!("a prefix from /{min} to /{max}")))
}

/// The network of a text that has been checked.
fn checked(text: &str) -> Cidr {
    Cidr::new(text).unwrap_or(Cidr::of(Ipv4Addr::UNSPECIFIED, 32))
}

impl VpcCidr {
    /// The network.
    #[must_use]
    pub fn get(&self) -> Cidr {
        checked(self.as_str())
    }
}

impl RouteCidr {
    /// The network.
    #[must_use]
    pub fn get(&self) -> Cidr {
        checked(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::{Cidr, RouteCidr, VpcCidr};

    fn cidr(text: &str) -> Cidr {
        Cidr::new(text).unwrap()
    }

    #[test]
    fn a_network_prints_as_it_was_read() {
        for text in ["0.0.0.0/0", "10.0.0.0/8", "10.1.16.0/20", "255.255.255.255/32"] {
            assert_eq!(cidr(text).to_string(), text);
        }
    }

    #[test]
    fn what_is_no_network_is_refused() {
        for wrong in
            ["", "10.0.0.0", "10.0.0/8", "10.0.0.0/33", "10.0.0.0/+8", "10.0.0.0/", "256.0.0.0/8", "::/0"]
        {
            assert!(Cidr::new(wrong).is_err(), "{wrong}");
        }
        assert!(Cidr::new("10.0.0.1/16").unwrap_err().hint.unwrap().contains("`10.0.0.0/16`"));
    }

    #[test]
    fn containing_and_overlapping() {
        let vpc = cidr("10.0.0.0/16");
        assert!(vpc.contains(cidr("10.0.255.0/24")) && vpc.contains(vpc));
        assert!(!vpc.contains(cidr("10.1.0.0/24")) && !cidr("10.0.255.0/24").contains(vpc));
        assert!(cidr("10.0.255.0/24").overlaps(vpc) && !vpc.overlaps(cidr("10.1.0.0/16")));
        assert!(cidr("0.0.0.0/0").contains(cidr("203.0.113.7/32")));
        assert_eq!((vpc.addresses(), vpc.last().to_string()), (65_536, "10.0.255.255".to_owned()));
    }

    #[test]
    fn a_vpc_has_bounds() {
        assert!(VpcCidr::new("10.0.0.0/16").is_ok() && VpcCidr::new("10.0.0.0/28").is_ok());
        assert!(VpcCidr::new("10.0.0.0/15").is_err() && VpcCidr::new("10.0.0.0/29").is_err());
        assert!(RouteCidr::new("10.0.0.0/8").is_ok() && RouteCidr::new("0.0.0.0/0").is_err());
    }
}
