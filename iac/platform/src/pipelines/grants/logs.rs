//! Amazon CloudWatch Logs.

use super::{EVERYTHING, Grant, read, write};

const GROUP: &[&str] = &["aws_cloudwatch_log_group"];
const FILTER: &[&str] = &["aws_cloudwatch_log_metric_filter"];
const GROUPS: &[&str] = &[
    "arn:aws:logs:{region}:{account}:log-group:/{application}/{environment}/*",
    "arn:aws:logs:{region}:{account}:log-group:/aws/ecs/containerinsights/{prefix}/*",
    "arn:aws:logs:{region}:{account}:log-group:aws-waf-logs-{prefix}",
    "arn:aws:logs:{region}:{account}:log-group:aws-waf-logs-{prefix}:*",
];

/// Those that a database's log goes to are groups of RDS's naming.
const DATABASES: &[&str] = &["aws_db_instance", "aws_rds_cluster"];
const OF_DATABASES: &[&str] = &[
    "arn:aws:logs:{region}:{account}:log-group:/aws/rds/*/{prefix}/postgresql",
    "arn:aws:logs:{region}:{account}:log-group:/aws/rds/*/{prefix}/postgresql:*",
];

const CHANGES: &[&str] = &[
    "logs:AssociateKmsKey",
    "logs:CreateLogGroup",
    "logs:DeleteLogGroup",
    "logs:DeleteRetentionPolicy",
    "logs:DisassociateKmsKey",
    "logs:PutRetentionPolicy",
    "logs:TagResource",
    "logs:UntagResource",
];

pub(super) const GRANTS: &[Grant] = &[
    read("LogGroups", GROUP, &["logs:DescribeLogGroups"], EVERYTHING),
    read("LogGroupsRead", GROUP, &["logs:ListTagsForResource"], GROUPS),
    read("LogGroupsRead", FILTER, &["logs:DescribeMetricFilters"], GROUPS),
    read(
        "LogGroupsRead",
        DATABASES,
        &["logs:DescribeMetricFilters", "logs:ListTagsForResource"],
        OF_DATABASES,
    ),
    write("LogGroupsChanged", GROUP, CHANGES, GROUPS),
    write("LogGroupsChanged", DATABASES, CHANGES, OF_DATABASES),
    write("LogGroupsChanged", FILTER, &["logs:DeleteMetricFilter", "logs:PutMetricFilter"], GROUPS),
    write("LogGroupsChanged", DATABASES, &["logs:DeleteMetricFilter", "logs:PutMetricFilter"], OF_DATABASES),
    write(
        "LogDelivery",
        &["aws_wafv2_web_acl_logging_configuration"],
        &[
            "logs:CreateLogDelivery",
            "logs:DeleteLogDelivery",
            "logs:DescribeResourcePolicies",
            "logs:PutResourcePolicy",
        ],
        EVERYTHING,
    )
    .said_in("https://docs.aws.amazon.com/waf/latest/developerguide/logging-cw-logs.html"),
];
