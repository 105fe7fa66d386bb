//! What arguments lead to: a type of resource, and which of its attributes.

/// Types, each with its attributes that fit. The first of them is the one to advise.
pub(super) type Takes = &'static [(&'static str, &'static [&'static str])];

const ID: &[&str] = &["id"];
const NAME: &[&str] = &["name", "id"];
/// Of these types the id is the ARN.
const TOPIC: Takes = &[("aws_sns_topic", &["arn", "id"])];
const BALANCER: Takes = &[("aws_lb", &["arn", "id"])];
const ACTIONS: Takes = &[
    ("aws_sns_topic", &["arn", "id"]),
    ("aws_appautoscaling_policy", &["arn"]),
    ("aws_sns_topic_policy", &["arn"]),
];
const GROUP: Takes = &[
    ("aws_security_group", ID),
    ("aws_default_security_group", ID),
    ("aws_vpc", &["default_security_group_id"]),
    ("aws_lb", &["security_groups"]),
];
const SUBNET: Takes = &[("aws_subnet", ID), ("aws_default_subnet", ID)];
const KEY: Takes =
    &[("aws_kms_key", &["arn", "id", "key_id"]), ("aws_kms_alias", &["arn", "name", "target_key_arn"])];
/// Where the provider wants an ARN.
const KEY_ARN: Takes = &[("aws_kms_key", &["arn"]), ("aws_kms_alias", &["arn", "target_key_arn"])];
const ROLE: Takes = &[("aws_iam_role", &["arn"])];
const TABLE: Takes = &[
    ("aws_route_table", ID),
    ("aws_default_route_table", ID),
    ("aws_vpc", &["main_route_table_id", "default_route_table_id"]),
];
const PREFIX_LIST: Takes = &[("aws_vpc_endpoint", &["prefix_list_id"])];
const LOG_GROUP: Takes = &[("aws_cloudwatch_log_group", NAME)];
const LOG_DESTINATION: Takes = &[("aws_cloudwatch_log_group", &["arn"]), ("aws_s3_bucket", &["arn"])];
/// Of the types that are known here, those that AWS Backup makes copies of.
/// <https://docs.aws.amazon.com/aws-backup/latest/devguide/backup-feature-availability.html>
const BACKED_UP: Takes =
    &[("aws_db_instance", &["arn"]), ("aws_rds_cluster", &["arn"]), ("aws_s3_bucket", &["arn"])];
const CLUSTER_NAME: Takes = &[("aws_ecs_cluster", &["name"])];
/// The id of what belongs to a bucket is the bucket's; to wait for it, some refer to that.
const BUCKET: Takes = &[
    ("aws_s3_bucket", &["id", "bucket"]),
    ("aws_s3_bucket_lifecycle_configuration", &["id", "bucket"]),
    ("aws_s3_bucket_logging", &["id", "bucket"]),
    ("aws_s3_bucket_notification", &["id", "bucket"]),
    ("aws_s3_bucket_ownership_controls", &["id", "bucket"]),
    ("aws_s3_bucket_policy", &["id", "bucket"]),
    ("aws_s3_bucket_public_access_block", &["id", "bucket"]),
    ("aws_s3_bucket_server_side_encryption_configuration", &["id", "bucket"]),
    ("aws_s3_bucket_versioning", &["id", "bucket"]),
];

/// By the argument's own name, wherever in a resource that stands. Sorted.
const ARGUMENTS: &[(&str, Takes)] = &[
    ("alarm_actions", ACTIONS),
    ("allocation_id", &[("aws_eip", &["id", "allocation_id"])]),
    ("awslogs-group", LOG_GROUP),
    ("bucket", BUCKET),
    (
        "certificate_arn",
        &[
            ("aws_acm_certificate", &["arn", "id"]),
            ("aws_acm_certificate_validation", &["certificate_arn"]),
            ("aws_iam_server_certificate", &["arn"]),
        ],
    ),
    ("cloud_watch_log_group_name", LOG_GROUP),
    ("cluster", &[("aws_ecs_cluster", &["arn", "id", "name"])]),
    ("cluster_name", CLUSTER_NAME),
    ("db_cluster_parameter_group_name", &[("aws_rds_cluster_parameter_group", NAME)]),
    ("db_subnet_group_name", &[("aws_db_subnet_group", NAME)]),
    ("execution_role_arn", ROLE),
    ("fargate_ephemeral_storage_kms_key_id", KEY),
    ("gateway_id", &[("aws_internet_gateway", ID), ("aws_vpn_gateway", ID)]),
    ("iam_role_arn", ROLE),
    ("insufficient_data_actions", ACTIONS),
    ("key_id", KEY),
    ("kms_key", KEY),
    ("kms_key_arn", KEY_ARN),
    ("kms_key_id", KEY),
    ("kms_master_key_id", KEY),
    ("listener_arn", &[("aws_lb_listener", &["arn", "id"])]),
    ("load_balancer_arn", BALANCER),
    ("log_destination", LOG_DESTINATION),
    ("log_destination_configs", LOG_DESTINATION),
    ("log_group_name", LOG_GROUP),
    ("master_user_secret_kms_key_id", KEY),
    ("monitoring_role_arn", ROLE),
    ("nat_gateway_id", &[("aws_nat_gateway", ID)]),
    ("ok_actions", ACTIONS),
    ("parameter_group_name", &[("aws_db_parameter_group", NAME)]),
    ("performance_insights_kms_key_id", KEY_ARN),
    ("policy_arn", &[("aws_iam_policy", &["arn", "id"])]),
    ("prefix_list_id", PREFIX_LIST),
    ("prefix_list_ids", PREFIX_LIST),
    ("referenced_security_group_id", GROUP),
    ("repository", &[("aws_ecr_repository", NAME)]),
    ("role", &[("aws_iam_role", NAME)]),
    ("role_arn", ROLE),
    ("route_table_id", TABLE),
    ("route_table_ids", TABLE),
    ("s3_bucket_name", BUCKET),
    ("security_group_id", GROUP),
    ("security_group_ids", GROUP),
    ("security_groups", GROUP),
    ("subnet_id", SUBNET),
    ("subnet_ids", SUBNET),
    ("subnets", SUBNET),
    ("target_bucket", BUCKET),
    ("target_group_arn", &[("aws_lb_target_group", &["arn", "id"])]),
    ("target_key_id", &[("aws_kms_key", &["arn", "id", "key_id"])]),
    ("target_vault_name", &[("aws_backup_vault", NAME)]),
    ("task_definition", &[("aws_ecs_task_definition", &["arn", "arn_without_revision", "family", "id"])]),
    ("task_role_arn", ROLE),
    ("topic_arn", TOPIC),
    ("validation_record_fqdns", &[("aws_route53_record", &["fqdn", "name"])]),
    ("vpc_endpoint_id", &[("aws_vpc_endpoint", ID)]),
    ("vpc_id", &[("aws_vpc", ID), ("aws_default_vpc", ID)]),
    ("vpc_security_group_ids", GROUP),
    ("web_acl_arn", &[("aws_wafv2_web_acl", &["arn"])]),
];

/// By the resource's type, the block that the argument stands in (empty, where it does not matter), and its name. These
/// come first; one that takes nothing takes anything.
const OF_TYPES: &[(&str, &str, &str, Takes)] = &[
    (
        "aws_appautoscaling_policy",
        "",
        "resource_id",
        &[("aws_appautoscaling_target", &["resource_id", "id"])],
    ),
    (
        "aws_appautoscaling_scheduled_action",
        "",
        "resource_id",
        &[("aws_appautoscaling_target", &["resource_id", "id"])],
    ),
    ("aws_backup_selection", "", "plan_id", &[("aws_backup_plan", ID)]),
    ("aws_backup_selection", "", "resources", BACKED_UP),
    ("aws_cloudwatch_log_group", "", "kms_key_id", KEY_ARN),
    ("aws_cloudwatch_metric_alarm", "dimensions", "ClusterName", CLUSTER_NAME),
    ("aws_cloudwatch_metric_alarm", "dimensions", "LoadBalancer", &[("aws_lb", &["arn_suffix"])]),
    ("aws_cloudwatch_metric_alarm", "dimensions", "ServiceName", &[("aws_ecs_service", &["name"])]),
    ("aws_cloudwatch_metric_alarm", "dimensions", "TargetGroup", &[("aws_lb_target_group", &["arn_suffix"])]),
    ("aws_db_instance", "", "kms_key_id", KEY_ARN),
    ("aws_rds_cluster", "", "kms_key_id", KEY_ARN),
    (
        "aws_rds_cluster_instance",
        "",
        "cluster_identifier",
        &[("aws_rds_cluster", &["id", "cluster_identifier"])],
    ),
    (
        "aws_route53_record",
        "alias",
        "name",
        &[
            ("aws_lb", &["dns_name"]),
            ("aws_route53_record", &["fqdn", "name"]),
            ("aws_s3_bucket", &["website_domain"]),
        ],
    ),
    (
        "aws_route53_record",
        "alias",
        "zone_id",
        &[
            ("aws_lb", &["zone_id"]),
            ("aws_route53_record", &["zone_id"]),
            ("aws_route53_zone", &["zone_id", "id"]),
            ("aws_s3_bucket", &["hosted_zone_id"]),
        ],
    ),
    ("aws_route53_record", "", "zone_id", &[("aws_route53_zone", &["zone_id", "id"])]),
    // The name of a bucket that is made.
    ("aws_s3_bucket", "", "bucket", &[]),
    ("aws_sns_topic_policy", "", "arn", TOPIC),
    ("aws_wafv2_web_acl_association", "", "resource_arn", BALANCER),
    ("aws_wafv2_web_acl_logging_configuration", "", "resource_arn", &[("aws_wafv2_web_acl", &["arn"])]),
];

/// What an argument takes, if it is one that is known.
pub(super) fn taken(ty: &str, within: &str, name: &str) -> Option<Takes> {
    let of_type = OF_TYPES.iter().find(|(of, block, argument, _)| {
        *of == ty && *argument == name && (block.is_empty() || *block == within)
    });
    let takes = match of_type {
        Some((.., takes)) => takes,
        None => &ARGUMENTS[ARGUMENTS.binary_search_by(|(argument, _)| (*argument).cmp(name)).ok()?].1,
    };
    (!takes.is_empty()).then_some(*takes)
}

#[cfg(test)]
mod tests {
    use super::{ARGUMENTS, OF_TYPES};
    use schema::{Mode, Provider};

    #[test]
    fn the_table_is_sorted() {
        assert!(ARGUMENTS.is_sorted_by_key(|(argument, _)| argument));
    }

    #[test]
    fn the_attributes_are_the_provider_s() {
        let all = ARGUMENTS.iter().map(|(_, takes)| *takes).chain(OF_TYPES.iter().map(|(.., takes)| *takes));
        for (ty, attributes) in all.flat_map(|takes| takes.iter()) {
            for block in [Mode::Resource, Mode::Data].into_iter().filter_map(|mode| Provider::V5.of(mode, ty))
            {
                for attribute in *attributes {
                    assert!(block.attribute(attribute).is_some(), "{ty} has no {attribute}");
                }
            }
        }
    }
}
