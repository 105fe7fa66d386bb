"""A merge's rollout fails: the job says why, and no plan notices what is left. The next one is well."""

import json
import urllib.request
from typing import Any

from pipelines.scenarios import applications
from pipelines.stage import Stage

_SERVICE = "patient-service"
_FAILS = {"outcome": "fails", "exit_code": 7, "log": ["error: the database refuses us"]}


def play(stage: Stage) -> None:
    expect = stage.expect
    before = stage.origin.main
    good, _ = applications.runs(stage, "dev", _SERVICE)
    commit = stage.origin.push("Change a service", applications.touch(_SERVICE, "bad"))
    _teach(stage, _FAILS)
    run = stage.push(applications.WORKFLOW, commit, before, environment=applications.environment(stage))
    _teach(stage, None)
    expect.true("a failed rollout fails", run.code != 0, run.code)
    expect.equal("the job of it", run.jobs.get(f"dev {_SERVICE}/deploy"), "failure")
    # Not the check's: act runs no job after a called workflow that failed. `one_result` tries its script.
    expect.equal("what it builds", applications.built(run), [["arm64", _SERVICE]])
    for reason in ("exit code 7", "the database refuses us", "rolling back"):
        expect.true(f"it says {reason!r}", reason in run.text, run.text[-3000:])
    expect.equal("what runs after it", applications.runs(stage, "dev", _SERVICE), (good, 1))
    applications.expect_no_change(stage, "after a failed rollout")
    expect.settle()

    # With whatever is merged next, though it is not of the services: by static keys, this time.
    user, key = stage.static_keys()
    later = stage.origin.push("Change a word", applications.word)
    run = stage.push(
        applications.WORKFLOW,
        later,
        commit,
        environment=applications.environment(stage),
        variables={"AWS_CREDENTIALS": "static-keys"},
        secrets={"AWS_ACCESS_KEY_ID": user, "AWS_SECRET_ACCESS_KEY": key},
    )
    expect.equal("how the next merge ends", run.code, 0)
    expect.equal("what it deploys", applications.roles(run), ["dev-deploy"])
    runs, _ = applications.runs(stage, "dev", _SERVICE)
    expect.equal("what answers then", stage.outside.load_balancers["dev"].commits[runs], later)
    stage.github.succeeded(applications.WORKFLOW, later)


def _teach(stage: Stage, lesson: Any) -> None:
    taught = {"kind": "rollout", "about": f"healthcare-app-dev-{_SERVICE}", "lesson": lesson}
    with urllib.request.urlopen(f"{stage.address}/local-aws/lessons", json.dumps(taught).encode()):  # noqa: S310
        pass
