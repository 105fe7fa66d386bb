use serde::Serialize;
use terraform::{Arn, Json, Ref, Resource};

use super::Topic;
use crate::iam::PolicyDocument;

/// Who may publish to a topic.
#[derive(Serialize)]
pub struct TopicPolicy {
    pub arn: Ref<Topic, Arn>,
    pub policy: Json<PolicyDocument>,
}

impl Resource for TopicPolicy {
    const TYPE: &'static str = "aws_sns_topic_policy";
}
