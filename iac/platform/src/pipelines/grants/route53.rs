//! Amazon Route 53. A zone's ARN is made of no name, and the zone is not ours: what is written into it is.

use super::{EVERYTHING, Grant, When, read, write};

const ZONE: &[&str] = &["data.aws_route53_zone"];
const RECORD: &[&str] = &["aws_route53_record"];
const ZONES: &[&str] = &["arn:aws:route53:::hostedzone/*"];
const CHANGES: &[&str] = &["arn:aws:route53:::change/*"];

/// The environment's own name, and those below it.
const OWN_NAMES: &[When] = &[
    ("ForAllValues:StringLike", "route53:ChangeResourceRecordSetsNormalizedRecordNames", "{domain}"),
    ("ForAllValues:StringLike", "route53:ChangeResourceRecordSetsNormalizedRecordNames", "*.{domain}"),
    // Without names there would be nothing to compare, and all would be well.
    ("Null", "route53:ChangeResourceRecordSetsNormalizedRecordNames", "false"),
];

pub(super) const GRANTS: &[Grant] = &[
    read("Zones", ZONE, &["route53:ListHostedZones"], EVERYTHING),
    read("ZonesRead", ZONE, &["route53:GetHostedZone", "route53:ListTagsForResource"], ZONES),
    read("ZonesRead", ZONE, &["route53:ListResourceRecordSets"], ZONES),
    read("ZonesRead", RECORD, &["route53:GetHostedZone", "route53:ListResourceRecordSets"], ZONES),
    write("RecordsChanged", RECORD, &["route53:ChangeResourceRecordSets"], ZONES).when(OWN_NAMES),
    write("RecordsSettled", RECORD, &["route53:GetChange"], CHANGES),
];
