"""Prod is applied by hand: it is planned for all to read, and the job that applies is in prod's environment.

There its reviewers let it begin, before GitHub.
"""

from pipelines.scenarios import roles
from pipelines.stage import Stage


def play(stage: Stage) -> None:
    expect = stage.expect
    inputs = {"environment": "prod", "allow-destroy": False}
    run = stage.dispatch("infrastructure.yml", inputs, stage.origin.main)
    expect.equal("how a prod run ends", run.code, 0)
    jobs = ("environments", "prod/plan", "prod/apply", "infrastructure")
    expect.equal("jobs of a prod run", run.jobs, dict.fromkeys(jobs, "success"))
    # The second's token has the subject `environment:prod`, or AWS would have refused.
    expect.equal("roles of a prod run", roles.taken_on(run), ["prod-plan-main", "prod-apply"])
    expect.true("the plan is in the summary", "to add" in run.summaries["plan"], run.summaries["plan"][:500])

    unknown = stage.dispatch(
        "infrastructure.yml", {"environment": "pord", "allow-destroy": False}, stage.origin.main
    )
    expect.true("an unknown environment fails", unknown.code != 0, unknown.code)
    expect.true(
        "and those that there are are named", "there are: dev, prod" in unknown.text, unknown.text[-500:]
    )
    expect.equal("roles for an unknown environment", roles.taken_on(unknown), [])
