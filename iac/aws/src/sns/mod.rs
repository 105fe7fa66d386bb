//! Amazon SNS: notifications.

mod topic;
mod topic_policy;
mod topic_subscription;

pub use topic::Topic;
pub use topic_policy::TopicPolicy;
pub use topic_subscription::{SubscriptionProtocol, TopicSubscription};
