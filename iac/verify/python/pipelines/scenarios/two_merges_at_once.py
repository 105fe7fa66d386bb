"""Two merges at once, as if nothing made the second wait: a plan that has become stale is refused.

Neither does it help to run the first merge again, which would take back the second.
"""

from concurrent.futures import ThreadPoolExecutor

from pipelines.hold import Held
from pipelines.scenarios import roles
from pipelines.stage import Stage


def play(stage: Stage) -> None:
    expect, origin = stage.expect, stage.origin
    before = origin.main
    first = origin.push("First", stage.changes.of("dev", "memory_percent = 70", "memory_percent = 71"))
    second = origin.push("Second", stage.changes.of("dev", "memory_percent = 71", "memory_percent = 72"))
    held = Held("taking on healthcare-app-bootstrap-dev-apply", stage.work / "first-merge")
    with ThreadPoolExecutor() as pool:
        one = pool.submit(stage.push, "infrastructure.yml", first, before, held=held)
        held.wait(one.done)
        other = stage.push("infrastructure.yml", second, first)
        expect.equal("how the second merge ends", other.code, 0)
        expect.equal("roles of the second merge", roles.taken_on(other), ["dev-plan-main", "dev-apply"])
        held.release()
        stale = one.result()
    expect.true("the first merge's plan is refused", stale.code != 0, stale.code)
    expect.equal(
        "what became of its jobs", (stale.jobs["dev/plan"], stale.jobs["dev/apply"]), ("success", "failure")
    )
    expect.true(
        "it says that its plan is stale", "The plan of dev is stale" in stale.text, stale.text[-2000:]
    )
    expect.settle()

    again = stage.push("infrastructure.yml", first, before, environment={"GITHUB_RUN_ATTEMPT": "2"})
    expect.equal("the first merge, run again", again.jobs["dev/plan"], "failure")
    expect.true("it says why", "Not the latest commit" in again.text, again.text[-2000:])
    expect.equal("its roles", roles.taken_on(again), [])
