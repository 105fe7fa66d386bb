//! The topic that alarms publish to.

use aws::iam::{PolicyDocument, Principal, Statement};
use aws::sns::{SubscriptionProtocol, Topic, TopicPolicy, TopicSubscription};
use terraform::{Handle, Json};

use crate::composition::Composition;
use crate::encryption::Keys;

pub(crate) fn add(c: &mut Composition<'_>, keys: &Keys) -> Handle<Topic> {
    let environment = c.environment;
    let alarms = c.arn("cloudwatch", "alarm:*");
    let name = c.names.of("alarms");
    let mut file = c.file("notifications");
    let topic = file.add("alarms", Topic { kms_master_key_id: keys.notifications.arn(), name });
    let publish = Statement::allow("Alarms", ["sns:Publish"])
        .to(Principal::Service("cloudwatch.amazonaws.com".to_owned()))
        .on([topic.arn()])
        .when("ArnLike", "aws:SourceArn", alarms)
        .when("StringEquals", "aws:SourceAccount", environment.account.id.to_string());
    let tls_only = Statement::deny("TlsOnly", ["sns:Publish"])
        .to(Principal::Everybody)
        .on([topic.arn()])
        .when("Bool", "aws:SecureTransport", "false");
    let policy = Json(PolicyDocument::new([publish, tls_only]));
    file.add("alarms", TopicPolicy { arn: topic.arn(), policy });
    for address in &environment.observability.notify {
        let name = address.as_str().replace(|c: char| !c.is_ascii_alphanumeric(), "_");
        let protocol = SubscriptionProtocol::Email;
        let subscription =
            TopicSubscription { endpoint: address.to_string(), protocol, topic_arn: topic.arn() };
        file.add(format!("email_{name}"), subscription);
    }
    topic
}
