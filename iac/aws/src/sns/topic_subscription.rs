use serde::Serialize;
use terraform::{Arn, HasArn, Ref, Resource};

use super::Topic;

/// Who is told what a topic says.
#[derive(Serialize)]
pub struct TopicSubscription {
    pub endpoint: String,
    pub protocol: SubscriptionProtocol,
    pub topic_arn: Ref<Topic, Arn>,
}

impl Resource for TopicSubscription {
    const TYPE: &'static str = "aws_sns_topic_subscription";
}
impl HasArn for TopicSubscription {}

/// How somebody is told.
#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
pub enum SubscriptionProtocol {
    Email,
}
