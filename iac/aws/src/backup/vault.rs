use serde::Serialize;
use terraform::{Arn, Attribute, HasArn, Ref, Resource};

use crate::kms::Key;

/// Where backups are kept.
#[derive(Serialize)]
pub struct Vault {
    /// Whether it can be destroyed with the backups in it.
    pub force_destroy: bool,
    pub kms_key_arn: Ref<Key, Arn>,
    pub name: String,
}

impl Resource for Vault {
    const TYPE: &'static str = "aws_backup_vault";
}
impl HasArn for Vault {}

/// The kind of an attribute that is a vault's name.
pub enum VaultName {}

impl Vault {
    /// The name.
    pub const NAME: Attribute<Self, VaultName> = Attribute::new("name");
}
