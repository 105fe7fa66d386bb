//! Amazon ECR.

use super::{Grant, read, write};

const REPOSITORY: &[&str] = &["aws_ecr_repository"];
const LIFECYCLE: &[&str] = &["aws_ecr_lifecycle_policy"];
const ARNS: &[&str] = &["arn:aws:ecr:{region}:{account}:repository/{prefix}-*"];

pub(super) const GRANTS: &[Grant] = &[
    read("Repositories", REPOSITORY, &["ecr:DescribeRepositories", "ecr:ListTagsForResource"], ARNS),
    read("Repositories", LIFECYCLE, &["ecr:GetLifecyclePolicy"], ARNS),
    write(
        "RepositoriesChanged",
        REPOSITORY,
        &[
            "ecr:CreateRepository",
            "ecr:DeleteRepository",
            "ecr:PutImageScanningConfiguration",
            "ecr:PutImageTagMutability",
            "ecr:TagResource",
            "ecr:UntagResource",
        ],
        ARNS,
    ),
    write("RepositoriesChanged", LIFECYCLE, &["ecr:DeleteLifecyclePolicy", "ecr:PutLifecyclePolicy"], ARNS),
];
