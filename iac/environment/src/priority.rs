//! The priority of a service's listener rule: derived from its name, so that adding a service moves no other.

use std::collections::{BTreeMap, BTreeSet};

use crate::text::ServiceName;

/// A listener rule's priority, from 1 to 50000.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Priority(u16);

impl Priority {
    const MOST: u16 = 50_000;

    /// The number.
    #[must_use]
    pub const fn get(self) -> u16 {
        self.0
    }

    /// Where the name alone puts it.
    fn of(name: &str) -> Self {
        let hash = name.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        Self(u16::try_from(hash % u64::from(Self::MOST)).map_or(1, |rest| rest + 1))
    }

    fn next(self) -> Self {
        Self(self.0 % Self::MOST + 1)
    }
}

/// The priorities of the services of one load balancer.
///
/// A name's hash decides; of two names with the same, the later in the alphabet takes the next free number.
pub(crate) fn priorities<'a>(
    names: impl IntoIterator<Item = &'a ServiceName>,
) -> BTreeMap<&'a ServiceName, Priority> {
    let names: BTreeSet<&ServiceName> = names.into_iter().collect();
    let mut taken = BTreeSet::new();
    let mut given = BTreeMap::new();
    for name in names.into_iter().take(Priority::MOST.into()) {
        let mut priority = Priority::of(name.as_str());
        while !taken.insert(priority) {
            priority = priority.next();
        }
        given.insert(name, priority);
    }
    given
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Priority, priorities};
    use crate::text::ServiceName;

    fn names(count: usize) -> Vec<ServiceName> {
        (0..count).map(|at| ServiceName::new(format!("service-{at}")).unwrap()).collect()
    }

    #[test]
    fn priorities_are_unique_and_legal() {
        let names = names(5_000);
        let given = priorities(&names);
        let all: BTreeSet<u16> = given.values().map(|priority| priority.get()).collect();
        assert_eq!(all.len(), names.len());
        assert!(all.iter().all(|priority| (1..=50_000).contains(priority)));
    }

    #[test]
    fn a_service_moves_only_those_it_collides_with() {
        let names = names(300);
        let all = priorities(&names);
        for (at, name) in names.iter().enumerate() {
            let others =
                priorities(names.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, name)| name));
            for (other, priority) in others {
                let moved = all[other] != priority;
                assert!(
                    !moved || all[other].get() > Priority::of(other.as_str()).get(),
                    "{other} moved for {name}"
                );
                assert!(!moved || all[name].get().abs_diff(priority.get()) < 3, "{other} moved for {name}");
            }
        }
    }

    #[test]
    fn the_committed_services_keep_their_numbers() {
        let names = ["appointment-service", "patient-service"].map(|name| ServiceName::new(name).unwrap());
        let given: Vec<u16> = priorities(&names).values().map(|priority| priority.get()).collect();
        assert_eq!(given, [48_773, 37_641]);
    }
}
