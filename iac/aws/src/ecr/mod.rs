//! Amazon ECR: images.

mod lifecycle_policy;
mod registry_scanning_configuration;
mod repository;

pub use lifecycle_policy::{
    CountType, CountUnit, Lifecycle, LifecycleAction, LifecycleActionType, LifecyclePolicy, LifecycleRule,
    Selection,
};
pub use registry_scanning_configuration::{
    FilterType, RegistryScanningConfiguration, RepositoryFilter, ScanFrequency, ScanType, ScanningRule,
};
pub use repository::{
    EncryptionConfiguration, EncryptionType, ImageScanningConfiguration, ImageTagMutability, Repository,
    RepositoryName, RepositoryUrl,
};
