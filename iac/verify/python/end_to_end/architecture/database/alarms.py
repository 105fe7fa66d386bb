"""What rings when the database is in need: by metric, and about this database."""

from typing import Any

from end_to_end.facts import ANY, LESS, MORE, REGION, Aurora, Environment
from end_to_end.stage import Stage


def check(stage: Stage, environment: Environment) -> None:
    prefix = f"{environment.prefix}-database-"
    cloudwatch = stage.client("cloudwatch", REGION)
    alarms = cloudwatch.describe_alarms(AlarmNamePrefix=prefix)["MetricAlarms"]
    rings = {alarm["MetricName"]: (alarm["ComparisonOperator"], alarm["Threshold"]) for alarm in alarms}
    # Counted in the log by a filter.
    counted = {"database-deadlocks": (MORE, 5)}
    stage.expect.equal("what rings for the database", rings, environment.database.rings | counted)
    kind = "DBClusterIdentifier" if isinstance(environment.database.kind, Aurora) else "DBInstanceIdentifier"
    for alarm in alarms:
        metric = alarm["MetricName"]
        named = [] if metric in counted else [{"Name": kind, "Value": environment.prefix}]
        space = environment.prefix if metric in counted else "AWS/RDS"
        about = (alarm["Namespace"], alarm.get("Dimensions", []))
        stage.expect.equal(f"about which {metric} somebody hears", about, (space, named))
        missing = alarm.get("TreatMissingData")
        stage.expect.equal(f"what no {metric} means", missing, "notBreaching")
        _smallest(stage, alarm)
    logs = stage.client("logs", REGION)
    filters = logs.describe_metric_filters(logGroupName=environment.database_log_group)["metricFilters"]
    counter = stage.expect.one("filter of the database's log", filters)
    stage.expect.equal(
        "what is counted in the database's log", counter["filterPattern"], '"deadlock detected"'
    )
    transformed = counter["metricTransformations"][0]
    metric = (transformed["metricNamespace"], transformed["metricName"])
    stage.expect.equal("as what it is counted", metric, (environment.prefix, "database-deadlocks"))


def _smallest(stage: Stage, alarm: dict[str, Any]) -> None:
    """The worst machine counts: what must not be less is as little as the least, and so on."""
    worst = {LESS: "Minimum", MORE: "Maximum", ANY: "Maximum"}[alarm["ComparisonOperator"]]
    wanted = "Sum" if alarm["Namespace"] != "AWS/RDS" else worst
    stage.expect.equal(f"which {alarm['MetricName']} counts", alarm["Statistic"], wanted)
