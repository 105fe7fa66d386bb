//! Amazon ECS.

use super::{EVERYTHING, Grant, read, write};

const CLUSTER: &[&str] = &["aws_ecs_cluster"];
const PROVIDERS: &[&str] = &["aws_ecs_cluster_capacity_providers"];
const SERVICE: &[&str] = &["aws_ecs_service"];
const DEFINITION: &[&str] = &["aws_ecs_task_definition"];
const CLUSTERS: &[&str] = &["arn:aws:ecs:{region}:{account}:cluster/{prefix}"];
const SERVICES: &[&str] = &["arn:aws:ecs:{region}:{account}:service/{prefix}/*"];
const DEFINITIONS: &[&str] = &["arn:aws:ecs:{region}:{account}:task-definition/{prefix}-*:*"];

pub(super) const GRANTS: &[Grant] = &[
    read("Ecs", CLUSTER, &["ecs:DescribeClusters"], CLUSTERS),
    read("Ecs", PROVIDERS, &["ecs:DescribeClusters"], CLUSTERS),
    read("Ecs", SERVICE, &["ecs:DescribeServices"], SERVICES),
    read("TaskDefinitions", DEFINITION, &["ecs:DescribeTaskDefinition"], EVERYTHING),
    write(
        "EcsChanged",
        CLUSTER,
        &[
            "ecs:CreateCluster",
            "ecs:DeleteCluster",
            // What tags it has is asked only when they change.
            "ecs:ListTagsForResource",
            "ecs:TagResource",
            "ecs:UntagResource",
            "ecs:UpdateCluster",
        ],
        CLUSTERS,
    ),
    write("EcsChanged", PROVIDERS, &["ecs:PutClusterCapacityProviders"], CLUSTERS),
    write(
        "EcsChanged",
        SERVICE,
        &[
            "ecs:CreateService",
            "ecs:DeleteService",
            "ecs:TagResource",
            "ecs:UntagResource",
            "ecs:UpdateService",
        ],
        SERVICES,
    ),
    write(
        "EcsChanged",
        DEFINITION,
        &["ecs:RegisterTaskDefinition", "ecs:TagResource", "ecs:UntagResource"],
        DEFINITIONS,
    ),
];
