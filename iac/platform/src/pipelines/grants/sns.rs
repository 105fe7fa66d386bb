//! Amazon SNS.

use super::{EVERYTHING, Grant, read, write};

const TOPIC: &[&str] = &["aws_sns_topic"];
const POLICY: &[&str] = &["aws_sns_topic_policy"];
const SUBSCRIPTION: &[&str] = &["aws_sns_topic_subscription"];
const TOPICS: &[&str] = &["arn:aws:sns:{region}:{account}:{prefix}-*"];

pub(super) const GRANTS: &[Grant] = &[
    read("Topics", TOPIC, &["sns:GetTopicAttributes", "sns:ListTagsForResource"], TOPICS),
    read("Topics", POLICY, &["sns:GetTopicAttributes"], TOPICS),
    read("Subscriptions", SUBSCRIPTION, &["sns:GetSubscriptionAttributes"], EVERYTHING),
    write(
        "TopicsChanged",
        TOPIC,
        &[
            "sns:CreateTopic",
            "sns:DeleteTopic",
            "sns:SetTopicAttributes",
            "sns:TagResource",
            "sns:UntagResource",
        ],
        TOPICS,
    ),
    write("TopicsChanged", POLICY, &["sns:SetTopicAttributes"], TOPICS),
    write("TopicsChanged", SUBSCRIPTION, &["sns:ListSubscriptionsByTopic", "sns:Subscribe"], TOPICS),
    write(
        "SubscriptionsChanged",
        SUBSCRIPTION,
        &["sns:SetSubscriptionAttributes", "sns:Unsubscribe"],
        EVERYTHING,
    ),
];
