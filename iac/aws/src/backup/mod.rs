//! AWS Backup: copies that outlive what they are of.

mod plan;
mod selection;
mod vault;

pub use plan::{Lifecycle, Plan, Rule};
pub use selection::Selection;
pub use vault::{Vault, VaultName};
