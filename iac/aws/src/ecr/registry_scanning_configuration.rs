use serde::Serialize;
use terraform::Resource;

/// How the account's registry searches images for known weaknesses. There is one per account and region.
#[derive(Serialize)]
pub struct RegistryScanningConfiguration {
    pub rule: Vec<ScanningRule>,
    pub scan_type: ScanType,
}

impl Resource for RegistryScanningConfiguration {
    const TYPE: &'static str = "aws_ecr_registry_scanning_configuration";
}

/// Which repositories are searched, and when.
#[derive(Serialize)]
pub struct ScanningRule {
    pub repository_filter: RepositoryFilter,
    pub scan_frequency: ScanFrequency,
}

/// Which repositories a rule is about.
#[derive(Serialize)]
pub struct RepositoryFilter {
    pub filter: String,
    pub filter_type: FilterType,
}

/// How a filter is read.
#[derive(Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum FilterType {
    Wildcard,
}

/// When an image is searched.
#[derive(Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ScanFrequency {
    ScanOnPush,
}

/// Who searches.
#[derive(Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum ScanType {
    /// Amazon ECR.
    Basic,
    /// Amazon Inspector, which also knows programming languages' packages.
    Enhanced,
}
