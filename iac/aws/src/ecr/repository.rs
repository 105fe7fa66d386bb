use serde::Serialize;
use terraform::{Arn, Attribute, HasArn, Ref, Resource};

use crate::kms::Key;

/// A place for a service's images.
#[derive(Serialize)]
pub struct Repository {
    pub encryption_configuration: EncryptionConfiguration,
    /// Whether images in it go when it goes.
    pub force_delete: bool,
    pub image_scanning_configuration: ImageScanningConfiguration,
    pub image_tag_mutability: ImageTagMutability,
    pub name: String,
}

impl Resource for Repository {
    const TYPE: &'static str = "aws_ecr_repository";
}
impl HasArn for Repository {}

/// How images are encrypted.
#[derive(Serialize)]
pub struct EncryptionConfiguration {
    pub encryption_type: EncryptionType,
    pub kms_key: Ref<Key, Arn>,
}

/// With what images are encrypted.
#[derive(Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum EncryptionType {
    Kms,
}

/// When images are searched for known weaknesses.
#[derive(Serialize)]
pub struct ImageScanningConfiguration {
    pub scan_on_push: bool,
}

/// Whether a tag can be moved to another image.
#[derive(Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum ImageTagMutability {
    Immutable,
}

/// The kind of an attribute that is a repository's address for pushes and pulls.
pub enum RepositoryUrl {}

/// The kind of an attribute that is a repository's name.
pub enum RepositoryName {}

impl Repository {
    /// The address for pushes and pulls, without a tag.
    pub const REPOSITORY_URL: Attribute<Self, RepositoryUrl> = Attribute::new("repository_url");
    /// The name.
    pub const NAME: Attribute<Self, RepositoryName> = Attribute::new("name");
}
