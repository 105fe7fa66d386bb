//! Amazon CloudWatch.

use super::{Grant, read, write};

const ALARM: &[&str] = &["aws_cloudwatch_metric_alarm"];
const DASHBOARD: &[&str] = &["aws_cloudwatch_dashboard"];
const ALARMS: &[&str] = &["arn:aws:cloudwatch:{region}:{account}:alarm:{prefix}-*"];
const DASHBOARDS: &[&str] = &["arn:aws:cloudwatch::{account}:dashboard/{prefix}"];

pub(super) const GRANTS: &[Grant] = &[
    read("Alarms", ALARM, &["cloudwatch:DescribeAlarms", "cloudwatch:ListTagsForResource"], ALARMS),
    read("Dashboards", DASHBOARD, &["cloudwatch:GetDashboard"], DASHBOARDS),
    write(
        "AlarmsChanged",
        ALARM,
        &[
            "cloudwatch:DeleteAlarms",
            "cloudwatch:PutMetricAlarm",
            "cloudwatch:TagResource",
            "cloudwatch:UntagResource",
        ],
        ALARMS,
    ),
    write(
        "DashboardsChanged",
        DASHBOARD,
        &["cloudwatch:DeleteDashboards", "cloudwatch:PutDashboard"],
        DASHBOARDS,
    ),
];
