//! Metrics as CloudWatch EMF: counted here, printed once a minute as JSON lines that CloudWatch makes metrics of.

use std::{
    collections::BTreeMap,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use axum::http::StatusCode;
use serde_json::{Value, json};

/// What happened since the last report.
#[derive(Default)]
struct Counts {
    operations: BTreeMap<String, Operation>,
    denials: u64,
    reader_fallbacks: u64,
}

#[derive(Default)]
struct Operation {
    requests: u64,
    client_errors: u64,
    server_errors: u64,
    conflicts: u64,
    /// Upper bound of the bucket in microseconds, and how often.
    latencies: BTreeMap<u64, u64>,
}

static COUNTS: Mutex<Counts> =
    Mutex::new(Counts { operations: BTreeMap::new(), denials: 0, reader_fallbacks: 0 });

fn counts() -> MutexGuard<'static, Counts> {
    COUNTS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Counts an answer.
pub fn answered(operation: String, status: StatusCode, took: Duration) {
    let mut counts = counts();
    let entry = counts.operations.entry(operation).or_default();
    entry.requests += 1;
    entry.client_errors += u64::from(status.is_client_error());
    entry.server_errors += u64::from(status.is_server_error());
    entry.conflicts += u64::from(status == StatusCode::CONFLICT);
    *entry.latencies.entry(bucket(took)).or_default() += 1;
}

/// Counts a denial.
pub fn denied() {
    counts().denials += 1;
}

/// Counts a read that the writer had to answer in the place of the reader.
pub fn reader_fell_back() {
    counts().reader_fallbacks += 1;
}

/// Buckets a quarter apart: few enough for one EMF line, and percentiles stay true within that.
fn bucket(took: Duration) -> u64 {
    let microseconds = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
    let mut bound = 50;
    while bound < microseconds && bound < 100_000_000 {
        bound += bound / 4;
    }
    bound
}

/// Takes what was counted, as EMF lines.
#[must_use]
pub fn take(namespace: &str, service: &str) -> Vec<String> {
    let taken = std::mem::take(&mut *counts());
    let now = jiff::Timestamp::now().as_millisecond();
    let mut lines: Vec<_> = taken
        .operations
        .iter()
        .map(|(name, operation)| operation_line(namespace, service, now, name, operation).to_string())
        .collect();
    let counted = |name: &str, value: u64| {
        let aws = directive(namespace, now, &json!([["Service"]]), &[(name, "Count")]);
        json!({"_aws": aws, "Service": service, name: value}).to_string()
    };
    lines.push(counted("Denials", taken.denials));
    // Where there is no reader this would be a metric of nothing, at a price.
    if taken.reader_fallbacks > 0 {
        lines.push(counted("ReaderFallbacks", taken.reader_fallbacks));
    }
    lines
}

fn operation_line(namespace: &str, service: &str, now: i64, name: &str, operation: &Operation) -> Value {
    const METRICS: &[(&str, &str)] = &[
        ("Requests", "Count"),
        ("ClientErrors", "Count"),
        ("ServerErrors", "Count"),
        ("Conflicts", "Count"),
        ("Latency", "Milliseconds"),
    ];
    #[expect(clippy::cast_precision_loss, reason = "microseconds of a request are far below 2^52")]
    let values: Vec<_> = operation.latencies.keys().map(|bound| *bound as f64 / 1000.0).collect();
    json!({
        "_aws": directive(namespace, now, &json!([["Service"], ["Service", "Operation"]]), METRICS),
        "Service": service,
        "Operation": name,
        "Requests": operation.requests,
        "ClientErrors": operation.client_errors,
        "ServerErrors": operation.server_errors,
        "Conflicts": operation.conflicts,
        "Latency": {"Values": values, "Counts": operation.latencies.values().collect::<Vec<_>>()},
    })
}

fn directive(namespace: &str, now: i64, dimensions: &Value, metrics: &[(&str, &str)]) -> Value {
    let metrics: Vec<_> = metrics.iter().map(|(name, unit)| json!({"Name": name, "Unit": unit})).collect();
    json!({
        "Timestamp": now,
        "CloudWatchMetrics": [{"Namespace": namespace, "Dimensions": dimensions, "Metrics": metrics}],
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_is_what_cloudwatch_takes() {
        for milliseconds in 0..10_000 {
            answered("GET /test".to_owned(), StatusCode::OK, Duration::from_millis(milliseconds));
        }
        let lines = take("healthcare-app", "test-service");
        let line = lines.iter().find(|line| line.contains("GET /test")).unwrap();
        let line: Value = serde_json::from_str(line).unwrap();
        assert_eq!(line["Requests"], 10_000);
        assert!(line["Latency"]["Values"].as_array().unwrap().len() <= 100, "EMF takes 100 values");
        let counted: u64 =
            line["Latency"]["Counts"].as_array().unwrap().iter().filter_map(Value::as_u64).sum();
        assert_eq!(counted, 10_000);
        for metric in line["_aws"]["CloudWatchMetrics"][0]["Metrics"].as_array().unwrap() {
            assert!(!line[metric["Name"].as_str().unwrap()].is_null(), "{metric}");
        }
    }
}
