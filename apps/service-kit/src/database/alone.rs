//! Names that one transaction holds at a time. `PostgreSQL` knows such locks itself, across all tasks of a service;
//! a `SQLite` file is one process's own, so that process keeps them.

use std::{
    collections::HashSet,
    sync::{Arc, Mutex, PoisonError},
};

/// The names that are held in this process.
#[derive(Clone, Default)]
pub(super) struct Names(Arc<Mutex<HashSet<String>>>);

/// A name that is held until this is dropped.
pub(super) struct Alone {
    names: Names,
    name: String,
}

impl Names {
    /// Takes a name, unless somebody holds it.
    pub(super) fn take(&self, name: String) -> Option<Alone> {
        let taken = self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(name.clone());
        taken.then(|| Alone { names: self.clone(), name })
    }
}

impl Drop for Alone {
    fn drop(&mut self) {
        self.names.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.name);
    }
}
