//! The metric of an alarm is written as AWS writes it.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};
use crate::rules::observability::alarms::metrics;

pub(crate) const RULE: Rule = Rule {
    id: "alarm-metric-known",
    severity: Severity::Error,
    summary: "a metric of AWS's that an alarm looks at is written as AWS writes it, to the letter",
    why: "the alarm looks at a metric that nobody measures, and never rings",
    source: Some("https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html"),
    check,
};

/// Metrics by their namespaces. There may be others; what is nearly one of these is a mistake.
/// <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html>,
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/available-metrics.html>,
/// <https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-metrics-ECS.html>,
/// <https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-metrics.html>,
/// <https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.AuroraMonitoring.Metrics.html>
const METRICS: &[(&str, &[&str])] = &[
    (
        "AWS/ApplicationELB",
        &[
            "ActiveConnectionCount",
            "AnomalousHostCount",
            "ClientTLSNegotiationErrorCount",
            "ConsumedLCUs",
            "HTTPCode_ELB_3XX_Count",
            "HTTPCode_ELB_4XX_Count",
            "HTTPCode_ELB_500_Count",
            "HTTPCode_ELB_502_Count",
            "HTTPCode_ELB_503_Count",
            "HTTPCode_ELB_504_Count",
            "HTTPCode_ELB_5XX_Count",
            "HTTPCode_Target_2XX_Count",
            "HTTPCode_Target_3XX_Count",
            "HTTPCode_Target_4XX_Count",
            "HTTPCode_Target_5XX_Count",
            "HTTP_Fixed_Response_Count",
            "HTTP_Redirect_Count",
            "HealthyHostCount",
            "HealthyStateDNS",
            "HealthyStateRouting",
            "NewConnectionCount",
            "ProcessedBytes",
            "RejectedConnectionCount",
            "RequestCount",
            "RequestCountPerTarget",
            "RuleEvaluations",
            "TargetConnectionErrorCount",
            "TargetResponseTime",
            "TargetTLSNegotiationErrorCount",
            "UnHealthyHostCount",
            "UnhealthyRoutingRequestCount",
            "UnhealthyStateDNS",
            "UnhealthyStateRouting",
        ],
    ),
    (
        "AWS/ECS",
        &[
            "CPUReservation",
            "CPUUtilization",
            "EBSFilesystemUtilization",
            "GPUReservation",
            "MemoryReservation",
            "MemoryUtilization",
        ],
    ),
    (
        "AWS/RDS",
        &[
            "ACUUtilization",
            "AuroraReplicaLag",
            "AuroraReplicaLagMaximum",
            "AuroraReplicaLagMinimum",
            "BufferCacheHitRatio",
            "BurstBalance",
            "CPUCreditBalance",
            "CPUCreditUsage",
            "CPUSurplusCreditsCharged",
            "CPUUtilization",
            "CheckpointLag",
            "CommitLatency",
            "CommitThroughput",
            "DatabaseConnections",
            "Deadlocks",
            "DiskQueueDepth",
            "EBSByteBalance%",
            "EBSIOBalance%",
            "EngineUptime",
            "FreeLocalStorage",
            "FreeStorageSpace",
            "FreeableMemory",
            "MaximumUsedTransactionIDs",
            "NetworkReceiveThroughput",
            "NetworkThroughput",
            "NetworkTransmitThroughput",
            "OldestReplicationSlotLag",
            "ReadIOPS",
            "ReadLatency",
            "ReadThroughput",
            "ReplicaLag",
            "ReplicationSlotDiskUsage",
            "ServerlessDatabaseCapacity",
            "SwapUsage",
            "TempStorageIOPS",
            "TempStorageThroughput",
            "TransactionLogsDiskUsage",
            "TransactionLogsGeneration",
            "VolumeBytesUsed",
            "VolumeReadIOPs",
            "VolumeWriteIOPs",
            "WriteIOPS",
            "WriteLatency",
            "WriteThroughput",
        ],
    ),
    (
        "ECS/ContainerInsights",
        &[
            "ContainerInstanceCount",
            "CpuReserved",
            "CpuUtilized",
            "DeploymentCount",
            "DesiredTaskCount",
            "EphemeralStorageReserved",
            "EphemeralStorageUtilized",
            "MemoryReserved",
            "MemoryUtilized",
            "NetworkRxBytes",
            "NetworkTxBytes",
            "PendingTaskCount",
            "RestartCount",
            "RunningTaskCount",
            "ServiceCount",
            "StorageReadBytes",
            "StorageWriteBytes",
            "TaskCount",
            "TaskSetCount",
        ],
    ),
];

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for alarm in context.resources("aws_cloudwatch_metric_alarm") {
        for metric in metrics(alarm) {
            let Some(namespace) = found.text(metric.get("namespace")) else { continue };
            let Some((_, known)) = METRICS.iter().find(|(name, _)| *name == namespace) else { continue };
            let at = metric.get("metric_name");
            let Some(name) = found.text(at) else { continue };
            if known.contains(&name.as_ref()) {
                continue;
            }
            match known.iter().find(|metric| is_near(metric, &name)) {
                Some(meant) => {
                    let message = format!("{namespace} has no metric `{name}`");
                    found.report(at, message, format!("write `{meant}`, if that is meant"));
                }
                None => found.unjudged(at),
            }
        }
    }
}

/// Whether two names differ in capitals, underscores, or at most two letters.
fn is_near(one: &str, other: &str) -> bool {
    let plain = |text: &str| -> Vec<char> {
        text.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
    };
    let (one, other) = (plain(one), plain(other));
    one.len().abs_diff(other.len()) <= 2 && distance(&one, &other) <= 2
}

/// How many letters have to be changed, added or removed.
fn distance(one: &[char], other: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, letter) in one.iter().enumerate() {
        let mut before = row[0];
        row[0] = at + 1;
        for (there, second) in other.iter().enumerate() {
            let same = before + usize::from(letter != second);
            before = row[there + 1];
            row[there + 1] = same.min(before + 1).min(row[there] + 1);
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn metrics_are_written_as_aws_does() {
        let alarm = |namespace: &str, name: &str| json!({"aws_cloudwatch_metric_alarm": {"a": {"namespace": namespace, "metric_name": name}}});
        for (namespace, name) in [
            ("AWS/ECS", "CpuUtilization"),
            ("AWS/ECS", "CPUUtilisation"),
            ("AWS/ApplicationELB", "HTTPCode_Target5XXCount"),
            ("AWS/ApplicationELB", "UnhealthyHostCount"),
            ("ECS/ContainerInsights", "RunningTasksCount"),
            ("AWS/RDS", "DatabaseConnection"),
        ] {
            let said =
                format!("aws_cloudwatch_metric_alarm.a: metric_name: {namespace} has no metric `{name}`");
            breaks(&RULE, alarm(namespace, name), &[&said]);
        }
        holds(&RULE, alarm("AWS/ECS", "CPUUtilization"));
        holds(&RULE, alarm("healthcare", "CpuUtilization"));
        unjudged(&RULE, alarm("AWS/ECS", "SomethingNew"));
        unjudged(&RULE, alarm("AWS/ECS", "${var.metric}"));
    }
}
