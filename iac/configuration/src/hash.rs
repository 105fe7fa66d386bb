//! A hash that is quick for short names, and seeded: nobody can choose names that fall together.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher, Hasher, RandomState};
use std::sync::LazyLock;

/// A map by names, numbers or both.
pub type Map<K, V> = HashMap<K, V, Seed>;
/// A set of such.
pub(crate) type Set<K> = HashSet<K, Seed>;

/// Another in every run of the program.
#[derive(Clone, Copy, Debug)]
pub struct Seed(u64);

impl Default for Seed {
    fn default() -> Self {
        static SEED: LazyLock<u64> = LazyLock::new(|| RandomState::new().hash_one(0));
        Self(*SEED)
    }
}

impl BuildHasher for Seed {
    type Hasher = Fold;

    fn build_hasher(&self) -> Fold {
        Fold(self.0)
    }
}

/// Multiplies, and folds the upper half of the product onto the lower.
#[derive(Clone, Copy, Debug)]
pub struct Fold(u64);

impl Fold {
    fn mix(&mut self, number: u64) {
        const FACTOR: u128 = 0x9e37_79b9_7f4a_7c15;
        let product = u128::from(self.0 ^ number).wrapping_mul(FACTOR);
        let [low, high] = [product & u128::from(u64::MAX), product >> 64];
        // Both halves have 64 bits.
        self.0 = u64::try_from(low ^ high).unwrap_or_default().wrapping_add(number.rotate_left(32));
    }
}

impl Hasher for Fold {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        let (chunks, rest) = bytes.as_chunks::<8>();
        for chunk in chunks {
            self.mix(u64::from_le_bytes(*chunk));
        }
        if !rest.is_empty() {
            let mut last = [0; 8];
            last[..rest.len()].copy_from_slice(rest);
            self.mix(u64::from_le_bytes(last) ^ ((rest.len() as u64) << 56));
        }
    }

    fn write_u8(&mut self, number: u8) {
        self.mix(u64::from(number));
    }

    fn write_u64(&mut self, number: u64) {
        self.mix(number);
    }

    fn write_usize(&mut self, number: usize) {
        self.mix(number as u64);
    }

    fn write_isize(&mut self, number: isize) {
        self.mix(number.unsigned_abs() as u64);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use std::hash::BuildHasher;

    use super::Seed;

    #[test]
    fn names_are_spread() {
        let seed = Seed::default();
        let names = (0..20_000).map(|at| format!("aws_lb_target_group.service-{at:05}"));
        let hashes: Vec<u64> = names.map(|name| seed.hash_one((1, name.as_str()))).collect();
        // As chance would have it, of 20,000 in 65,536 places about 17,250 are different.
        for shift in [0, 24, 48] {
            let places: HashSet<u64> = hashes.iter().map(|hash| (hash >> shift) & 0xffff).collect();
            assert!(places.len() > 16_500, "{} places at {shift}", places.len());
        }
        assert_ne!(seed.hash_one("a"), seed.hash_one("a\0"));
    }
}
