"""Services are deployed to dev after a merge: the first time to an account without an image; and again."""

from pipelines.scenarios import applications
from pipelines.stage import Stage


def play(stage: Stage) -> None:
    expect = stage.expect
    before = stage.origin.main
    commit = stage.origin.push("Deploy for the first time", applications.word)
    run = stage.push(applications.WORKFLOW, commit, before, environment=applications.environment(stage))
    expect.equal("how a first deployment ends", run.code, 0)
    attest = [f"attest {service}" for service in applications.BOTH]
    deploy = [f"dev {service}/deploy" for service in applications.BOTH]
    jobs = ("choose", "test", "build arm64", "scan", *attest, *deploy, "application")
    expect.equal("its jobs", applications.jobs(run), dict.fromkeys(sorted(jobs), "success"))
    expect.equal("its roles", applications.roles(run), ["dev-deploy", "dev-deploy"])
    digests = {}
    for service in applications.BOTH:
        digests[service], tasks = applications.runs(stage, "dev", service)
        answers = stage.outside.load_balancers["dev"].commits[digests[service]]
        expect.equal(f"what {service} answers", answers, commit)
        expect.equal(f"tasks of {service}", tasks, 1)
        recorded = applications.recorded(stage, "dev", service)
        expect.equal(f"what is recorded of {service}", recorded, digests[service])
    attested = sorted(f"{digest} {how}" for digest in digests.values() for how in ("sbom", "origin"))
    expect.equal("what is attested", applications.attested(run), attested)
    applications.expect_no_change(stage, "after the first deployment")
    expect.settle()

    pushes = stage.outside.registry.pushes.total()
    again = stage.push(applications.WORKFLOW, commit, before, environment=applications.environment(stage))
    expect.equal("how the same run again ends", again.code, 0)
    expect.equal("its jobs", applications.jobs(again), applications.jobs(run))
    expect.equal("images that it pushes", stage.outside.registry.pushes.total(), pushes)
    for service in applications.BOTH:
        runs, _ = applications.runs(stage, "dev", service)
        expect.equal(f"what {service} runs after it", runs, digests[service])
    stage.github.succeeded(applications.WORKFLOW, commit)
