//! Who refers to whom. Found out once, for every rule.

use configuration::{Block, Configuration, Root};

/// The blocks that refer to each block: resources, outputs, local values, and whatever else there is.
pub(crate) struct Users<'c> {
    /// By the place of the block among all.
    by_block: Vec<Vec<&'c Block<'c>>>,
}

impl<'c> Users<'c> {
    pub(crate) fn of(configuration: &'c Configuration<'c>) -> Self {
        let mut by_block: Vec<Vec<&'c Block<'c>>> = vec![Vec::new(); configuration.blocks().len()];
        for user in configuration.blocks() {
            configuration.node(user).references(|_, expression| {
                for traversal in expression.traversals() {
                    let Root::Resource(mode, ty, name) = traversal.root else { continue };
                    let Some(block) = configuration.resource(mode, ty, name) else { continue };
                    if let Some(users) = by_block.get_mut(block.index())
                        && block != user
                        && users.last() != Some(&user)
                    {
                        users.push(user);
                    }
                }
            });
        }
        Self { by_block }
    }

    /// Those that refer to a block, each once and itself never.
    pub(crate) fn of_block(&self, block: &Block<'c>) -> &[&'c Block<'c>] {
        self.by_block.get(block.index()).map_or(&[], Vec::as_slice)
    }
}
