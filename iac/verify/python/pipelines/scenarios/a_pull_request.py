"""Somebody proposes a change of dev: it is planned by a role that reads, and the plan is its one comment.

Once with credentials by OIDC, and once, as a repository may choose, by static keys.
"""

from pipelines.act import Run
from pipelines.scenarios import roles
from pipelines.stage import Stage


def play(stage: Stage) -> None:
    expect = stage.expect
    change = stage.changes.of("dev", "cpu_percent = 60", "cpu_percent = 65")
    request = stage.propose("Scale later", change)
    run = stage.pull_request("infrastructure.yml", request)
    jobs = ("verify", "validate", "environments", "plan dev", "infrastructure")
    expect.equal("jobs of a pull request", run.jobs, dict.fromkeys(jobs, "success"))
    _planned(stage, run, by_key=False)
    comment = expect.one("comment", stage.github.comments(request.number))
    expect.true("it is dev's plan", comment.startswith("<!-- iac plan-summary: dev -->\n"), comment[:80])
    expect.true("it is of this commit", request.merged[:7] in comment, comment[:500])
    expect.true(
        "it says what changes", "aws_appautoscaling_policy.patient-service_cpu" in comment, comment[:2000]
    )

    # What somebody else wrote stays, whatever it begins with.
    stage.github.call("POST", f"issues/{request.number}/comments", {"body": comment})
    iam = stage.client("iam")
    user = expect.one("user of the pipelines", iam.list_users()["Users"])["UserName"]
    key = iam.create_access_key(UserName=user)["AccessKey"]
    by_keys = stage.pull_request(
        "infrastructure.yml",
        request,
        job="plan",
        variables={"AWS_CREDENTIALS": "static-keys"},
        secrets={"AWS_ACCESS_KEY_ID": key["AccessKeyId"], "AWS_SECRET_ACCESS_KEY": key["SecretAccessKey"]},
    )
    _planned(stage, by_keys, by_key=True)
    expect.equal("comments after that", len(stage.github.comments(request.number)), 2)


def _planned(stage: Stage, run: Run, *, by_key: bool) -> None:
    stage.expect.equal(f"how run {run.name} ends", run.code, 0)
    stage.expect.equal(f"roles of run {run.name}", roles.taken_on(run), ["dev-plan-pull-request"])
    keys = [
        line["inputs"].get("aws-access-key-id")
        for line in run.asked
        if "role-to-assume" in line.get("inputs", {})
    ]
    stage.expect.equal(f"whether run {run.name} had a key", [key is not None for key in keys], [by_key])
    stage.expect.settle()
