"""What dev runs is promoted to prod by hand: the same digest, which dev's role copies and prod's deploys."""

from pipelines.scenarios import applications
from pipelines.stage import Stage

_SERVICE = "appointment-service"


def play(stage: Stage) -> None:
    expect = stage.expect
    digest, _ = applications.runs(stage, "dev", _SERVICE)
    inputs = {"environment": "prod", "service": _SERVICE, "digest": ""}
    environment = applications.environment(stage)
    run = stage.dispatch(applications.WORKFLOW, inputs, stage.origin.main, environment=environment)
    expect.equal("how a promotion ends", run.code, 0)
    jobs = ("choose", f"prod {_SERVICE}/fetch", f"prod {_SERVICE}/deploy", "application")
    expect.equal("its jobs", applications.jobs(run), dict.fromkeys(sorted(jobs), "success"))
    expect.equal("its roles", applications.roles(run), ["dev-deploy", "prod-deploy"])
    expect.equal("what it builds", applications.built(run), [])
    expect.equal("what prod runs", applications.runs(stage, "prod", _SERVICE), (digest, 2))
    expect.equal("what is recorded of it", applications.recorded(stage, "prod", _SERVICE), digest)

    gone = {**inputs, "digest": "sha256:" + "0" * 64}
    run = stage.dispatch(applications.WORKFLOW, gone, stage.origin.main, environment=environment)
    expect.true("a digest that is gone fails", run.code != 0, run.code)
    expect.true("it says so", "keeps the newest 5 images" in run.text, run.text[-3000:])
    expect.equal("what prod still runs", applications.runs(stage, "prod", _SERVICE), (digest, 2))
