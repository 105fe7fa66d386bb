"""What the scenarios of the application pipeline have in common."""

import json
from pathlib import Path

from pipelines.act import Run
from pipelines.origin import Change
from pipelines.stage import Stage

WORKFLOW = "application.yml"
BOTH = ("appointment-service", "patient-service")


def environment(stage: Stage) -> dict[str, str]:
    """What a runner needs to know beside what every run does: who is outside, and how short a test is."""
    return {
        **stage.outside.environment,
        "ADVISORIES": str(stage.work / "advisories"),
        "DEPLOY_PAUSE_SECONDS": "0.5",
        "SMOKE_LIMIT_SECONDS": "5",
    }


def word(repository: Path) -> None:
    """A change of nothing that a service is made of."""
    with (repository / "NOTES").open("a") as file:
        file.write("a word\n")


def touch(service: str, note: str) -> Change:
    """A change of a service."""

    def change(repository: Path) -> None:
        with (repository / "apps" / service / "src/lib.rs").open("a") as file:
            file.write(f"\n// {note}\n")

    return change


def jobs(run: Run) -> dict[str, str]:
    return dict(sorted(run.jobs.items()))


def roles(run: Run) -> list[str]:
    """The roles that the run took on, without what all their names begin with."""
    given = [line.get("inputs", {}) for line in run.asked]
    asked = [inputs["role-to-assume"] for inputs in given if "role-to-assume" in inputs]
    return sorted(role.rsplit("/", 1)[-1].removeprefix("healthcare-app-") for role in asked)


def attested(run: Run) -> list[str]:
    """What was attested, in order: the digest, and whether by an SBOM."""
    asked = [line["inputs"] for line in run.asked if line.get("action") == "actions/attest"]
    how = {True: "sbom", False: "origin"}
    return sorted(f"{given['subject-digest']} {how['sbom-path' in given]}" for given in asked)


def runs(stage: Stage, name: str, service: str) -> tuple[str, int]:
    """The image that the service runs in the environment, and in how many tasks."""
    ecs = stage.client("ecs")
    own = f"healthcare-app-{name}-{service}"
    found = ecs.describe_services(cluster=f"healthcare-app-{name}", services=[own])["services"][0]
    revision = ecs.describe_task_definition(taskDefinition=found["taskDefinition"])["taskDefinition"]
    return revision["containerDefinitions"][0]["image"].partition("@")[2], found["runningCount"]


def recorded(stage: Stage, name: str, service: str) -> str:
    parameter = f"/healthcare-app/{name}/{service}/image"
    found = stage.client("ssm").get_parameter(Name=parameter, WithDecryption=True)
    return str(found["Parameter"]["Value"]).partition("@")[2]


def built(run: Run) -> list[list[str]]:
    return [line["arguments"] for line in run.asked if line.get("program") == "build.sh"]


def expect_no_change(stage: Stage, what: str) -> None:
    """Terraform, as a merge asks it, has nothing to do in dev."""
    main = stage.origin.main
    run = stage.push("infrastructure.yml", main, main)
    stage.expect.equal(f"{what}: how a merge ends", run.code, 0)
    stage.expect.true(f"{what}: nothing to apply", "dev/apply" not in run.jobs, json.dumps(run.jobs))
