//! Application Auto Scaling. A target's ARN is made of no name: it is known by its tags.

use super::{CLAIMED, EVERYTHING, Grant, TAGGED, read, write};

const TARGET: &[&str] = &["aws_appautoscaling_target"];
const POLICY: &[&str] = &["aws_appautoscaling_policy"];
const SCHEDULE: &[&str] = &["aws_appautoscaling_scheduled_action"];
const ARNS: &[&str] = &["arn:aws:application-autoscaling:{region}:{account}:scalable-target/*"];
const ALARMS: &[&str] = &["arn:aws:cloudwatch:{region}:{account}:alarm:TargetTracking-service/{prefix}/*"];

const PERMISSIONS: &str = "https://docs.aws.amazon.com/autoscaling/application/userguide/security_iam_id-based-policy-examples.html";

pub(super) const GRANTS: &[Grant] = &[
    read("Scaling", TARGET, &["application-autoscaling:DescribeScalableTargets"], EVERYTHING),
    read("Scaling", POLICY, &["application-autoscaling:DescribeScalingPolicies"], EVERYTHING),
    read("Scaling", SCHEDULE, &["application-autoscaling:DescribeScheduledActions"], EVERYTHING),
    read("ScalingTags", TARGET, &["application-autoscaling:ListTagsForResource"], ARNS),
    write(
        "ScalingMade",
        TARGET,
        &["application-autoscaling:RegisterScalableTarget", "application-autoscaling:TagResource"],
        ARNS,
    )
    .when(CLAIMED),
    write(
        "ScalingTagged",
        TARGET,
        &[
            "application-autoscaling:DeregisterScalableTarget",
            "application-autoscaling:RegisterScalableTarget",
            "application-autoscaling:TagResource",
            "application-autoscaling:UntagResource",
        ],
        ARNS,
    )
    .when(TAGGED),
    write(
        "ScalingTagged",
        POLICY,
        &["application-autoscaling:DeleteScalingPolicy", "application-autoscaling:PutScalingPolicy"],
        ARNS,
    )
    .when(TAGGED),
    write(
        "ScalingTagged",
        SCHEDULE,
        &["application-autoscaling:DeleteScheduledAction", "application-autoscaling:PutScheduledAction"],
        ARNS,
    )
    .when(TAGGED),
    // In the name of whoever puts a policy. Of who registers a target, it is asked whether he may change the service,
    // which is the environment's own.
    write("ScalingAlarms", POLICY, &["cloudwatch:DeleteAlarms", "cloudwatch:PutMetricAlarm"], ALARMS)
        .said_in(PERMISSIONS),
];
