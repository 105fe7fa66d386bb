//! AWS Systems Manager's Parameter Store: the names of images, and no secret.

use super::{EVERYTHING, Grant, read, write};

const PARAMETER: &[&str] = &["aws_ssm_parameter"];
const IMAGES: &[&str] = &["arn:aws:ssm:{region}:{account}:parameter/{application}/{environment}/*/image"];

pub(super) const GRANTS: &[Grant] = &[
    read("ParameterNames", PARAMETER, &["ssm:DescribeParameters"], EVERYTHING),
    read("ImageNames", PARAMETER, &["ssm:GetParameter", "ssm:ListTagsForResource"], IMAGES),
    write(
        "ImageNamesChanged",
        PARAMETER,
        &["ssm:AddTagsToResource", "ssm:DeleteParameter", "ssm:PutParameter"],
        IMAGES,
    ),
    // No change here takes a tag away.
    write("ImageNamesUntagged", PARAMETER, &["ssm:RemoveTagsFromResource"], IMAGES).said_in(
        "https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_RemoveTagsFromResource.html",
    ),
];
