//! AWS WAF.

use super::{Grant, read, write};

const ACL: &[&str] = &["aws_wafv2_web_acl"];
const ASSOCIATION: &[&str] = &["aws_wafv2_web_acl_association"];
const LOGGING: &[&str] = &["aws_wafv2_web_acl_logging_configuration"];
const ACLS: &[&str] = &["arn:aws:wafv2:{region}:{account}:regional/webacl/{prefix}/*"];
const RULE_SETS: &[&str] = &["arn:aws:wafv2:{region}:{account}:regional/managedruleset/*"];
const BALANCERS: &[&str] = &[
    "arn:aws:elasticloadbalancing:{region}:{account}:loadbalancer/app/{prefix}/*",
    "arn:aws:elasticloadbalancing:{region}:{account}:loadbalancer/app/{prefix}-*",
];

pub(super) const GRANTS: &[Grant] = &[
    read("Firewall", ACL, &["wafv2:GetWebACL", "wafv2:ListTagsForResource"], ACLS),
    read("Firewall", ASSOCIATION, &["wafv2:GetWebACLForResource"], ACLS),
    read("Firewall", ASSOCIATION, &["wafv2:GetWebACLForResource"], BALANCERS),
    read("Firewall", LOGGING, &["wafv2:GetLoggingConfiguration"], ACLS),
    write(
        "FirewallChanged",
        ACL,
        &[
            "wafv2:CreateWebACL",
            "wafv2:DeleteWebACL",
            "wafv2:TagResource",
            "wafv2:UntagResource",
            "wafv2:UpdateWebACL",
        ],
        ACLS,
    ),
    // The groups of rules that AWS keeps are asked about, too.
    write("FirewallChanged", ACL, &["wafv2:CreateWebACL", "wafv2:UpdateWebACL"], RULE_SETS),
    write("FirewallChanged", ASSOCIATION, &["wafv2:AssociateWebACL"], ACLS),
    write("FirewallChanged", ASSOCIATION, &["wafv2:AssociateWebACL", "wafv2:DisassociateWebACL"], BALANCERS),
    write(
        "FirewallChanged",
        LOGGING,
        &["wafv2:DeleteLoggingConfiguration", "wafv2:PutLoggingConfiguration"],
        ACLS,
    ),
    // <https://docs.aws.amazon.com/waf/latest/APIReference/API_AssociateWebACL.html>
    write("FirewallBeforeLoadBalancers", ASSOCIATION, &["elasticloadbalancing:SetWebAcl"], BALANCERS),
];
