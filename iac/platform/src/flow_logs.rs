//! A record of every connection in the network, accepted or refused.

use aws::Tags;
use aws::ec2::{FlowLog, LogDestinationType, TrafficType};
use aws::iam::Statement;
use aws::logs::LogGroup;
use terraform::text;

use crate::composition::Composition;
use crate::encryption::Keys;
use crate::identity::{self, Identity, Trust};
use crate::network::Network;

pub(crate) fn add(c: &mut Composition<'_>, network: &Network, keys: &Keys) {
    let names = c.names;
    let group = LogGroup {
        kms_key_id: keys.logs.arn(),
        name: names.log_group("network/flow-logs"),
        retention_in_days: c.environment.observability.log_retention_days,
        skip_destroy: c.environment.deletion_protection,
    };
    let group = c.file("network").add("flow_logs", group);
    // <https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html>
    let writing = [
        Statement::allow("Write", ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"])
            .on([text![group.arn(), ":log-stream:*"]]),
        Statement::allow("Find", ["logs:DescribeLogGroups"]).on([c.arn("logs", "log-group:*")]),
    ];
    let granted = identity::add(
        c,
        Identity {
            name: "flow_logs".to_owned(),
            role_name: names.of("flow-logs"),
            description: "Writes the network's flow logs".to_owned(),
            trusts: Trust::Service("vpc-flow-logs.amazonaws.com"),
            permissions: writing.into(),
        },
    );
    let log = FlowLog {
        iam_role_arn: granted.role.arn(),
        log_destination: group.arn(),
        log_destination_type: LogDestinationType::CloudWatchLogs,
        max_aggregation_interval: 60,
        tags: Tags::name(names.prefix()),
        traffic_type: TrafficType::All,
        vpc_id: network.vpc.id(),
    };
    c.file("network").add("main", log);
}
