use serde::Serialize;
use terraform::{Json, Ref, Resource};

use super::{Repository, RepositoryName};

/// Which images of a repository expire.
#[derive(Serialize)]
pub struct LifecyclePolicy {
    pub policy: Json<Lifecycle>,
    pub repository: Ref<Repository, RepositoryName>,
}

impl Resource for LifecyclePolicy {
    const TYPE: &'static str = "aws_ecr_lifecycle_policy";
}

/// The document of a lifecycle policy.
/// <https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html>
#[derive(Serialize)]
pub struct Lifecycle {
    pub rules: Vec<LifecycleRule>,
}

/// One rule; the lowest priority is applied first, and each priority is used once.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LifecycleRule {
    pub rule_priority: u16,
    pub description: String,
    pub selection: Selection,
    pub action: LifecycleAction,
}

/// Which images a rule is about.
#[derive(Serialize)]
#[serde(tag = "tagStatus", rename_all = "lowercase", rename_all_fields = "camelCase")]
pub enum Selection {
    /// Images with a tag that matches, beyond the newest `count_number`.
    Tagged { tag_pattern_list: Vec<&'static str>, count_type: CountType, count_number: u16 },
    /// Images without a tag, older than `count_number` days.
    Untagged { count_type: CountType, count_unit: CountUnit, count_number: u16 },
}

/// What a rule counts.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub enum CountType {
    ImageCountMoreThan,
    SinceImagePushed,
}

/// The unit of an age.
#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
pub enum CountUnit {
    Days,
}

/// What happens to the images that a rule selects.
#[derive(Serialize)]
pub struct LifecycleAction {
    #[serde(rename = "type")]
    pub kind: LifecycleActionType,
}

/// The kinds of actions of a lifecycle rule.
#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
pub enum LifecycleActionType {
    Expire,
}
