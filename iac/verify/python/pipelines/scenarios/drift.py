"""Somebody changes dev by hand: one issue is opened, kept up to date, and closed when the change is gone."""

from pipelines.scenarios import roles
from pipelines.stage import Stage

_GROUP = "/healthcare-app/dev/patient-service"


def play(stage: Stage) -> None:
    expect, logs = stage.expect, stage.client("logs")
    found = logs.describe_log_groups(logGroupNamePrefix=_GROUP)["logGroups"]
    retention = expect.one("log group", found)["retentionInDays"]

    logs.put_retention_policy(logGroupName=_GROUP, retentionInDays=1)
    run = stage.schedule("drift.yml")
    expect.equal("how a check that finds drift ends", run.code, 0)
    expect.equal("roles of a check", sorted(roles.taken_on(run)), ["dev-plan-main", "prod-plan-main"])
    issue = expect.one("issue about drift", stage.github.issues("open"))
    expect.equal("its title", issue["title"], "Drift in dev")
    expect.true("it says what", "aws_cloudwatch_log_group" in issue["body"], issue["body"])
    expect.settle()

    # What a second check does, but for looking again.
    found_then = stage.work / "found-then"
    found_then.write_text("Something else, too\n")
    token = {"GH_TOKEN": "workflow:issues=write"}
    said = stage.script("infrastructure/drift-issue.sh", "dev", "drift", str(found_then), environment=token)
    expect.equal("how a second check ends", said.code, 0)
    updated = expect.one("issue after a second check", stage.github.issues("open"))
    expect.equal("it is the same", updated["number"], issue["number"])
    expect.true("it is up to date", "Something else, too" in updated["body"], updated["body"])
    expect.settle()

    logs.put_retention_policy(logGroupName=_GROUP, retentionInDays=retention)
    stage.schedule("drift.yml")
    expect.equal("open issues when the drift is gone", stage.github.issues("open"), [])
    closed = expect.one("closed issue", stage.github.issues("closed"))
    expect.equal("it is the same", (closed["number"], closed["state_reason"]), (issue["number"], "completed"))
