"""A change is merged: dev is planned, and exactly that plan is applied; first to an empty account.

What changes nothing is planned, and not applied.
"""

from pipelines.scenarios import roles
from pipelines.stage import Stage

_ALWAYS = ("verify", "environments", "infrastructure")


def play(stage: Stage) -> None:
    expect = stage.expect
    before = stage.origin.main
    commit = stage.origin.push("Begin", lambda _: None)
    run = stage.push("infrastructure.yml", commit, before)
    expect.equal("how a merge ends", run.code, 0)
    jobs = dict.fromkeys((*_ALWAYS, "dev/plan", "dev/apply"), "success")
    expect.equal("jobs of a merge", run.jobs, jobs)
    expect.equal("roles of a merge", roles.taken_on(run), ["dev-plan-main", "dev-apply"])
    saved = stage.client("s3").head_object(Bucket=stage.bucket, Key=f"plans/{commit}/dev")
    expect.equal("how the plan is encrypted", saved["ServerSideEncryption"], "aws:kms")
    expect.true("with the key of states", saved["SSEKMSKeyId"] == stage.key, saved["SSEKMSKeyId"])
    expect.true("the plan is in the summary", "to add" in run.summaries["plan"], run.summaries["plan"][:500])
    expect.settle()

    again = stage.push("infrastructure.yml", stage.origin.push("Nothing", lambda _: None), commit)
    expect.equal("how a merge of nothing ends", again.code, 0)
    expect.equal("jobs of a merge of nothing", again.jobs, dict.fromkeys((*_ALWAYS, "dev/plan"), "success"))
    expect.equal("roles of a merge of nothing", roles.taken_on(again), ["dev-plan-main"])
