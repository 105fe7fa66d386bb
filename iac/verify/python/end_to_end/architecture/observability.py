"""Logs that are kept, alarms that somebody hears, and something to look at."""

from typing import Any

from end_to_end.architecture.encryption import Keys
from end_to_end.facts import REGION, Environment
from end_to_end.stage import Stage

# Server errors, unhealthy targets, CPU, memory, too few tasks, denials.
_WATCHED = 6


def check(stage: Stage, environment: Environment, keys: Keys) -> None:
    _logs(stage, environment, keys)
    _alarms(stage, environment, _topic(stage, keys))
    dashboards = stage.client("cloudwatch", REGION).list_dashboards()["DashboardEntries"]
    names = [found["DashboardName"] for found in dashboards]
    stage.expect.one("dashboard", [name for name in names if name.startswith(environment.prefix)])


def _logs(stage: Stage, environment: Environment, keys: Keys) -> None:
    groups = stage.client("logs", REGION).describe_log_groups()["logGroups"]
    named = {group["logGroupName"] for group in groups}
    wanted = {environment.log_group(service) for service in environment.services}
    stage.expect.equal("log groups of services that are missing", wanted - named, set())
    for group in groups:
        name = group["logGroupName"]
        stage.expect.equal(
            f"days that {name} is kept", group.get("retentionInDays"), environment.log_retention_days
        )
        stage.expect.true(
            f"the key of {name} is ours", keys.holds(group.get("kmsKeyId", "")), group.get("kmsKeyId")
        )


def _topic(stage: Stage, keys: Keys) -> str:
    sns = stage.client("sns", REGION)
    arn: str = stage.expect.one("topic", sns.list_topics()["Topics"])["TopicArn"]
    key = sns.get_topic_attributes(TopicArn=arn)["Attributes"].get("KmsMasterKeyId", "")
    stage.expect.true("the key of the topic is ours", keys.holds(key), key)
    return arn


def _alarms(stage: Stage, environment: Environment, topic: str) -> None:
    alarms = _ours(stage, environment)
    for service in environment.services:
        name = environment.service(service)
        ours = {alarm["AlarmName"] for alarm in alarms if alarm["AlarmName"].startswith(name)}
        stage.expect.true(f"{name} is watched", len(ours) >= _WATCHED, ours)
    filters = stage.client("logs", REGION).describe_metric_filters()["metricFilters"]
    counted = {found["logGroupName"] for found in filters}
    wanted = {environment.log_group(service) for service in environment.services}
    stage.expect.equal("logs that are counted in", counted, wanted | {environment.database_log_group})
    for alarm in alarms:
        name = alarm["AlarmName"]
        heard = (alarm["AlarmActions"], alarm["InsufficientDataActions"])
        stage.expect.equal(f"who hears {name}", heard, ([topic], [topic]))


def _ours(stage: Stage, environment: Environment) -> list[dict[str, Any]]:
    """Without the alarms that Application Auto Scaling makes for itself."""
    described = stage.client("cloudwatch", REGION).describe_alarms(AlarmNamePrefix=environment.prefix)
    return list(described["MetricAlarms"])
