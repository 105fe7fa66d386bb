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
        let name = identifier(address.as_str());
        let protocol = SubscriptionProtocol::Email;
        let subscription =
            TopicSubscription { endpoint: address.to_string(), protocol, topic_arn: topic.arn() };
        file.add(format!("email_{name}"), subscription);
    }
    topic
}

/// A name that no other address has: what Terraform takes in no name is written as its code.
fn identifier(address: &str) -> String {
    let letter = |letter: char| {
        if letter.is_ascii_alphanumeric() { letter.to_string() } else { format!("_{:x}_", u32::from(letter)) }
    };
    address.chars().map(letter).collect()
}

#[cfg(test)]
mod tests {
    use super::identifier;

    #[test]
    fn addresses_that_differ_have_names_that_differ() {
        assert_eq!(identifier("a.b@x.com"), "a_2e_b_40_x_2e_com");
        assert_ne!(identifier("a.b@x.com"), identifier("a-b@x.com"));
    }
}
