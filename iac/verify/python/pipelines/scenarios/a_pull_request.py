"""Somebody proposes a change of dev: it is planned by a role that reads, and the plan is its one comment."""

from pipelines.act import Run
from pipelines.scenarios import roles
from pipelines.stage import Stage


def play(stage: Stage) -> None:
    expect = stage.expect
    change = stage.changes.of("dev", "cpu_percent = 60", "cpu_percent = 65")
    request = stage.propose("Scale earlier", change)
    run = stage.pull_request("infrastructure.yml", request)
    _planned(stage, run)
    comment = expect.one("comment", stage.github.comments(request.number))
    expect.true(
        "the comment is dev's plan", comment.startswith("<!-- iac plan-summary: dev -->\n"), comment[:80]
    )
    expect.true("it says what changes", "cpu" in comment and request.merged[:7] in comment, comment[:500])

    again = stage.pull_request("infrastructure.yml", request)
    _planned(stage, again)
    after = expect.one("comment after a second run", stage.github.comments(request.number))
    expect.true("it is of the second run", after != comment or again.name != run.name, after[:80])


def _planned(stage: Stage, run: Run) -> None:
    jobs = ("verify", "validate", "environments", "plan dev", "infrastructure")
    stage.expect.equal(f"how run {run.name} ends", run.code, 0)
    stage.expect.equal(f"jobs of run {run.name}", run.jobs, dict.fromkeys(jobs, "success"))
    stage.expect.equal(f"roles of run {run.name}", roles.taken_on(run), ["dev-plan-pull-request"])
    stage.expect.settle()
