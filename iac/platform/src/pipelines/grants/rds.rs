//! Amazon RDS and Aurora. Everything of the environment's has its prefix; no apply reads or writes a row.

use super::{Grant, read, write};

const CLUSTER: &[&str] = &["aws_rds_cluster"];
const CLUSTER_INSTANCE: &[&str] = &["aws_rds_cluster_instance"];
const CLUSTER_PARAMETERS: &[&str] = &["aws_rds_cluster_parameter_group"];
const INSTANCE: &[&str] = &["aws_db_instance"];
const PARAMETERS: &[&str] = &["aws_db_parameter_group"];
const SUBNETS: &[&str] = &["aws_db_subnet_group"];

const CLUSTER_ARN: &str = "arn:aws:rds:{region}:{account}:cluster:{prefix}";
const INSTANCE_ARN: &str = "arn:aws:rds:{region}:{account}:db:{prefix}";
const INSTANCES_ARN: &str = "arn:aws:rds:{region}:{account}:db:{prefix}-*";
const CLUSTER_PARAMETERS_ARN: &str = "arn:aws:rds:{region}:{account}:cluster-pg:{prefix}-*";
const PARAMETERS_ARN: &str = "arn:aws:rds:{region}:{account}:pg:{prefix}-*";
const SUBNETS_ARN: &str = "arn:aws:rds:{region}:{account}:subgrp:{prefix}";
const CLUSTER_SNAPSHOT_ARN: &str = "arn:aws:rds:{region}:{account}:cluster-snapshot:{prefix}-final";
const SNAPSHOT_ARN: &str = "arn:aws:rds:{region}:{account}:snapshot:{prefix}-final";
/// AWS's own, of which a database always has one, and of the second an instance of a cluster.
const OPTIONS_ARN: &str = "arn:aws:rds:{region}:{account}:og:default:*";
const DEFAULT_PARAMETERS_ARN: &str = "arn:aws:rds:{region}:{account}:pg:default.*";

const TAG: &str = "rds:AddTagsToResource";
const UNTAG: &str = "rds:RemoveTagsFromResource";

/// Where AWS says which resources an action acts on besides the one that it is about.
const ACTIONS: &str =
    "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonrds.html";

pub(super) const GRANTS: &[Grant] = &[
    // What is described has its tags with it.
    read("Databases", CLUSTER, &["rds:DescribeDBClusters"], &[CLUSTER_ARN]),
    // Whether the cluster is a part of one that is everywhere.
    read(
        "DatabasesEverywhere",
        CLUSTER,
        &["rds:DescribeGlobalClusters"],
        &["arn:aws:rds::{account}:global-cluster:*"],
    ),
    // An instance is looked for by what AWS alone calls it.
    read(
        "DatabasesFound",
        &["aws_db_instance", "aws_rds_cluster_instance"],
        &["rds:DescribeDBInstances"],
        &["arn:aws:rds:{region}:{account}:db:*"],
    ),
    read(
        "DatabaseParameters",
        CLUSTER_PARAMETERS,
        &[
            "rds:DescribeDBClusterParameterGroups",
            "rds:DescribeDBClusterParameters",
            "rds:ListTagsForResource",
        ],
        &[CLUSTER_PARAMETERS_ARN],
    ),
    read(
        "DatabaseParameters",
        PARAMETERS,
        &["rds:DescribeDBParameterGroups", "rds:DescribeDBParameters", "rds:ListTagsForResource"],
        &[PARAMETERS_ARN],
    ),
    read(
        "DatabaseSubnets",
        SUBNETS,
        &["rds:DescribeDBSubnetGroups", "rds:ListTagsForResource"],
        &[SUBNETS_ARN],
    ),
    write(
        "DatabasesChanged",
        CLUSTER,
        &["rds:CreateDBCluster", "rds:DeleteDBCluster", "rds:ModifyDBCluster", TAG, UNTAG],
        &[CLUSTER_ARN],
    ),
    write(
        "DatabasesChanged",
        CLUSTER,
        &["rds:CreateDBCluster", "rds:ModifyDBCluster"],
        &[CLUSTER_PARAMETERS_ARN],
    ),
    write("DatabasesChanged", CLUSTER, &["rds:CreateDBCluster"], &[SUBNETS_ARN]),
    write(
        "DatabasesChanged",
        CLUSTER_INSTANCE,
        &["rds:CreateDBInstance", "rds:DeleteDBInstance", "rds:ModifyDBInstance", TAG, UNTAG],
        &[INSTANCES_ARN],
    ),
    write("DatabasesChanged", CLUSTER_INSTANCE, &["rds:CreateDBInstance"], &[CLUSTER_ARN, SUBNETS_ARN]),
    write(
        "DatabasesChanged",
        INSTANCE,
        &["rds:CreateDBInstance", "rds:DeleteDBInstance", "rds:ModifyDBInstance", TAG, UNTAG],
        &[INSTANCE_ARN],
    ),
    write(
        "DatabasesChanged",
        INSTANCE,
        &["rds:CreateDBInstance", "rds:ModifyDBInstance"],
        &[PARAMETERS_ARN, SUBNETS_ARN],
    ),
    // Another major version has other options and other parameters of its own.
    write("DatabaseVersions", CLUSTER, &["rds:ModifyDBCluster"], &[OPTIONS_ARN, DEFAULT_PARAMETERS_ARN])
        .said_in(ACTIONS),
    write("DatabaseVersions", INSTANCE, &["rds:ModifyDBInstance"], &[OPTIONS_ARN]).said_in(ACTIONS),
    write("DatabaseOptions", CLUSTER, &["rds:CreateDBCluster"], &[OPTIONS_ARN]),
    write("DatabaseOptions", INSTANCE, &["rds:CreateDBInstance"], &[OPTIONS_ARN]),
    write(
        "DatabaseOptions",
        CLUSTER_INSTANCE,
        &["rds:CreateDBInstance"],
        &[OPTIONS_ARN, DEFAULT_PARAMETERS_ARN],
    ),
    // The last snapshot comes with the deletion.
    write("DatabaseSnapshots", CLUSTER, &["rds:DeleteDBCluster"], &[CLUSTER_SNAPSHOT_ARN]),
    write("DatabaseSnapshotsMade", CLUSTER, &[TAG], &[CLUSTER_SNAPSHOT_ARN]).said_in(ACTIONS),
    write("DatabaseSnapshotsMade", INSTANCE, &["rds:CreateDBSnapshot", TAG], &[SNAPSHOT_ARN])
        .said_in(ACTIONS),
    write(
        "DatabasesChanged",
        CLUSTER_PARAMETERS,
        &[
            "rds:CreateDBClusterParameterGroup",
            "rds:DeleteDBClusterParameterGroup",
            "rds:ModifyDBClusterParameterGroup",
            "rds:ResetDBClusterParameterGroup",
            TAG,
            UNTAG,
        ],
        &[CLUSTER_PARAMETERS_ARN],
    ),
    write(
        "DatabasesChanged",
        PARAMETERS,
        &[
            "rds:CreateDBParameterGroup",
            "rds:DeleteDBParameterGroup",
            "rds:ModifyDBParameterGroup",
            "rds:ResetDBParameterGroup",
            TAG,
            UNTAG,
        ],
        &[PARAMETERS_ARN],
    ),
    write(
        "DatabasesChanged",
        SUBNETS,
        &["rds:CreateDBSubnetGroup", "rds:DeleteDBSubnetGroup", "rds:ModifyDBSubnetGroup", TAG, UNTAG],
        &[SUBNETS_ARN],
    ),
];
