"""Somebody proposes a change of a service: it is tested, built and scanned, and nobody takes on a role."""

from pipelines.scenarios import applications
from pipelines.stage import Stage


def play(stage: Stage) -> None:
    expect = stage.expect
    request = stage.propose("Change a service", applications.touch("patient-service", "proposed"))
    run = stage.pull_request(applications.WORKFLOW, request, environment=applications.environment(stage))
    expect.equal("how a pull request of a service ends", run.code, 0)
    jobs = ("choose", "test", "build arm64", "scan", "application")
    expect.equal("its jobs", run.jobs, dict.fromkeys(jobs, "success"))
    expect.equal("what it builds", applications.built(run), [["arm64", "patient-service"]])
    expect.equal("its roles", applications.roles(run), [])
    expect.equal("what it attests", applications.attested(run), [])
    tests = [line["arguments"] for line in run.asked if line.get("program") == "cargo"]
    expect.true("the services' tests ran", ["verify", "services-postgres", "contract"] in tests, tests)
    expect.settle()

    other = stage.propose("Change a word", applications.word)
    run = stage.pull_request(applications.WORKFLOW, other, environment=applications.environment(stage))
    expect.equal("how another pull request ends", run.code, 0)
    expect.equal("its jobs", run.jobs, dict.fromkeys(("choose", "application"), "success"))
