//! Each resource gone, in turn.

use super::Mutation;
use super::place::{self, Do};
use super::root::Root;

/// One for each resource and data source.
pub(crate) fn mutations(root: &Root) -> Vec<Mutation> {
    let addresses = root.addresses().into_iter();
    addresses
        .map(|(address, _)| Mutation {
            id: format!("{}/{address}", root.name),
            path: String::new(),
            of: address.clone(),
            apply: Box::new(move |trees| place::change(trees, &address, &Do::Remove)),
        })
        .collect()
}
