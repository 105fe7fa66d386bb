//! AWS IAM: the environment's own roles, each within the boundary, and handing them to the services that take them on.

use super::{Grant, When, read, write};

const ROLE: &[&str] = &["aws_iam_role"];
const POLICY: &[&str] = &["aws_iam_policy"];
const ATTACHMENT: &[&str] = &["aws_iam_role_policy_attachment"];
const ROLES: &[&str] = &["arn:aws:iam::{account}:role/{prefix}-*"];
const POLICIES: &[&str] = &["arn:aws:iam::{account}:policy/{prefix}-*"];

/// Of roles within the environment's boundary.
pub(super) const BOUND: &[When] = &[(
    "StringEquals",
    "iam:PermissionsBoundary",
    "arn:aws:iam::{account}:policy/{application}-bootstrap-{environment}-boundary",
)];

/// Only policies of the environment's own, and none of AWS's.
const BOUND_AND_OURS: &[When] =
    &[BOUND[0], ("ArnLike", "iam:PolicyARN", "arn:aws:iam::{account}:policy/{prefix}-*")];

const TO_TASKS: &[When] = &[("StringEquals", "iam:PassedToService", "ecs-tasks.amazonaws.com")];
const TO_FLOW_LOGS: &[When] = &[("StringEquals", "iam:PassedToService", "vpc-flow-logs.amazonaws.com")];
const TO_BACKUP: &[When] = &[("StringEquals", "iam:PassedToService", "backup.amazonaws.com")];
const TO_MONITORING: &[When] = &[("StringEquals", "iam:PassedToService", "monitoring.rds.amazonaws.com")];
const TO_RDS: &[When] = &[("StringEquals", "iam:AWSServiceName", "rds.amazonaws.com")];
const TO_ECS: &[When] = &[("StringEquals", "iam:AWSServiceName", "ecs.amazonaws.com")];
const TO_BALANCING: &[When] = &[("StringEquals", "iam:AWSServiceName", "elasticloadbalancing.amazonaws.com")];
const TO_SCALING: &[When] =
    &[("StringEquals", "iam:AWSServiceName", "ecs.application-autoscaling.amazonaws.com")];

const MAKE_SERVICE_ROLE: &[&str] = &["iam:CreateServiceLinkedRole"];

pub(super) const GRANTS: &[Grant] = &[
    read("Roles", ROLE, &["iam:GetRole", "iam:ListAttachedRolePolicies", "iam:ListRolePolicies"], ROLES),
    read("Roles", ATTACHMENT, &["iam:ListAttachedRolePolicies"], ROLES),
    read("Policies", POLICY, &["iam:GetPolicy", "iam:GetPolicyVersion"], POLICIES),
    write("RolesMade", ROLE, &["iam:CreateRole", "iam:PutRolePermissionsBoundary"], ROLES).when(BOUND),
    write(
        "RolesGiven",
        ATTACHMENT,
        &["iam:AttachRolePolicy", "iam:DetachRolePolicy"],
        ROLES,
    )
    .when(BOUND_AND_OURS),
    // Before it deletes a role, the provider looks for what would be left hanging.
    write(
        "RolesChanged",
        ROLE,
        &[
            "iam:DeleteRole",
            "iam:ListInstanceProfilesForRole",
            "iam:TagRole",
            "iam:UntagRole",
            "iam:UpdateAssumeRolePolicy",
            "iam:UpdateRole",
            "iam:UpdateRoleDescription",
        ],
        ROLES,
    ),
    write(
        "PoliciesChanged",
        POLICY,
        &[
            "iam:CreatePolicy",
            "iam:CreatePolicyVersion",
            "iam:DeletePolicy",
            "iam:DeletePolicyVersion",
            "iam:ListPolicyVersions",
            "iam:TagPolicy",
            "iam:UntagPolicy",
        ],
        POLICIES,
    ),
    write(
        "PassToTasks",
        &["aws_ecs_task_definition"],
        &["iam:PassRole"],
        &[
            "arn:aws:iam::{account}:role/{prefix}-*-execution",
            "arn:aws:iam::{account}:role/{prefix}-*-task",
        ],
    )
    .when(TO_TASKS),
    write(
        "PassToFlowLogs",
        &["aws_flow_log"],
        &["iam:PassRole"],
        &["arn:aws:iam::{account}:role/{prefix}-flow-logs"],
    )
    .when(TO_FLOW_LOGS),
    write(
        "PassToBackup",
        &["aws_backup_selection"],
        &["iam:PassRole"],
        &["arn:aws:iam::{account}:role/{prefix}-database-backup"],
    )
    .when(TO_BACKUP),
    write(
        "PassToMonitoring",
        &["aws_db_instance", "aws_rds_cluster_instance"],
        &["iam:PassRole"],
        &["arn:aws:iam::{account}:role/{prefix}-database-monitoring"],
    )
    .when(TO_MONITORING),
    write(
        "ServiceRoleOfDatabases",
        &["aws_db_instance", "aws_db_subnet_group", "aws_rds_cluster"],
        MAKE_SERVICE_ROLE,
        &["arn:aws:iam::{account}:role/aws-service-role/rds.amazonaws.com/AWSServiceRoleForRDS"],
    )
    .when(TO_RDS)
    .said_in("https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAM.ServiceLinkedRoles.html"),
    write(
        "ServiceRoleOfEcs",
        &["aws_ecs_cluster", "aws_ecs_service"],
        MAKE_SERVICE_ROLE,
        &["arn:aws:iam::{account}:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS"],
    )
    .when(TO_ECS)
    .said_in("https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using-service-linked-roles-for-clusters.html"),
    write(
        "ServiceRoleOfLoadBalancing",
        &["aws_lb"],
        MAKE_SERVICE_ROLE,
        &["arn:aws:iam::{account}:role/aws-service-role/elasticloadbalancing.amazonaws.com/AWSServiceRoleForElasticLoadBalancing"],
    )
    .when(TO_BALANCING)
    .said_in("https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/elb-service-linked-roles.html"),
    write(
        "ServiceRoleOfScaling",
        &["aws_appautoscaling_target"],
        MAKE_SERVICE_ROLE,
        &["arn:aws:iam::{account}:role/aws-service-role/ecs.application-autoscaling.amazonaws.com/AWSServiceRoleForApplicationAutoScaling_ECSService"],
    )
    .when(TO_SCALING)
    .said_in("https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-service-linked-roles.html"),
];
