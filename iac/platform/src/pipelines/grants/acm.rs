//! AWS Certificate Manager. A certificate's ARN is made of no name: it is known by its tags.

use super::{CLAIMED, EVERYTHING, Grant, MADE, TAGGED, read, write};

const CERTIFICATE: &[&str] = &["aws_acm_certificate"];
const READ: &[&str] = &["aws_acm_certificate", "aws_acm_certificate_validation"];
const ARNS: &[&str] = &["arn:aws:acm:{region}:{account}:certificate/*"];

pub(super) const GRANTS: &[Grant] = &[
    read("Certificates", READ, &["acm:DescribeCertificate", "acm:ListTagsForCertificate"], ARNS),
    write("CertificatesMade", CERTIFICATE, &["acm:RequestCertificate"], EVERYTHING).when(MADE),
    write("CertificatesClaimed", CERTIFICATE, &["acm:AddTagsToCertificate"], ARNS).when(CLAIMED),
    write(
        "CertificatesTagged",
        CERTIFICATE,
        &[
            "acm:AddTagsToCertificate",
            "acm:DeleteCertificate",
            "acm:RemoveTagsFromCertificate",
            "acm:UpdateCertificateOptions",
        ],
        ARNS,
    )
    .when(TAGGED),
];
