"""What a run does: which services count as changed, and which deployments follow."""

import json
import subprocess
from typing import Any

from deployments.world import Ended, World, clone

_BOTH = ["appointment-service", "patient-service"]


class _Clone:
    """A clone of the repository, in which people change files."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.directory = clone(world.repository, world.work / "clone")
        self.first = self.commit("begin")

    def git(self, *arguments: str) -> str:
        person = ["-c", "user.name=A person", "-c", "user.email=person@example.com"]
        command = ["git", "-C", str(self.directory), *person, *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()

    def commit(self, message: str, *changed: str) -> str:
        for name in changed:
            file = self.directory / name
            file.parent.mkdir(parents=True, exist_ok=True)
            with file.open("a") as text:
                text.write("\n# changed\n")
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", message)
        return self.git("rev-parse", "HEAD")

    def choose(self, **environment: str) -> Ended:
        path = self.directory / ".github/scripts/application/choose.sh"
        return self.world.run(str(path), **environment)


def _outputs(ended: Ended) -> dict[str, Any]:
    lines = dict(line.split("=", 1) for line in ended.output.splitlines())
    return {name: json.loads(value) for name, value in lines.items()}


def chosen(world: World) -> None:
    repository = _Clone(world)
    _changes(world, repository)
    _merges(world, repository)
    _by_hand(world, repository)


def _changes(world: World, repository: _Clone) -> None:
    """From the last commit that was deployed, whatever came in between."""
    expect = world.expect
    for changed, services in (
        ((), []),
        (("README.md", "iac/platform/src/lib.rs", "generated/dev/README.md", "apps/README.md"), []),
        (("apps/patient-service/src/lib.rs",), ["patient-service"]),
        (("apps/service-kit/src/lib.rs",), _BOTH),
        (("Cargo.lock",), _BOTH),
        (("apps/Dockerfile",), _BOTH),
        (("apps/image/build.sh",), _BOTH),
        (("apps/tests/src/lib.rs",), []),
    ):
        before = repository.git("rev-parse", "HEAD")
        repository.commit("a change", *changed)
        found = _outputs(repository.choose(EVENT="pull_request", BASE=before))
        expect.equal(f"services that {changed} changes", found["services"], services)
        expect.equal(f"architectures for {changed}", found["architectures"], ["arm64"] if services else [])
        expect.equal("a pull request deploys nothing", found["deployments"], [])
        repository.git("reset", "--quiet", "--hard", before)


def _merges(world: World, repository: _Clone) -> None:
    expect = world.expect
    repository.commit("one service", "apps/patient-service/src/lib.rs")
    later = repository.commit("nothing of the services", "README.md")
    found = _outputs(repository.choose(EVENT="push", BASE=repository.first))
    wanted = [(each["environment"], each["service"], each["artifact"]) for each in found["deployments"]]
    expect.equal(
        "what failed before is deployed with the next", wanted, [("dev", "patient-service", "built")]
    )
    expect.true("by its role", found["deployments"][0]["role"].endswith(":role/healthcare-app-dev-deploy"))
    found = _outputs(repository.choose(EVENT="push", BASE=""))
    expect.equal("the first run deploys everything", found["services"], _BOTH)
    found = _outputs(repository.choose(EVENT="push", BASE="0" * 40))
    expect.equal("and so does one after a history that is gone", found["services"], _BOTH)
    repository.git("checkout", "--quiet", "--detach", repository.first)
    found = _outputs(repository.choose(EVENT="push", BASE=later))
    expect.equal("an old run that is repeated late", (found["services"], found["deployments"]), ([], []))
    repository.git("checkout", "--quiet", "--detach", later)


def _by_hand(world: World, repository: _Clone) -> None:
    expect, digest = world.expect, "sha256:" + "1" * 64

    def dispatch(
        environment: str, service: str = "all", digest: str = "", ref: str = "refs/heads/main"
    ) -> Ended:
        return repository.choose(
            EVENT="workflow_dispatch", ENVIRONMENT=environment, SERVICE=service, DIGEST=digest, GITHUB_REF=ref
        )

    found = _outputs(dispatch("dev"))
    expect.equal("dev by hand: built", found["services"], _BOTH)
    found = _outputs(dispatch("dev", "patient-service", digest))
    wanted = [(each["artifact"], each["from"], each["digest"]) for each in found["deployments"]]
    expect.equal("an earlier digest: nothing built", (found["services"], wanted), ([], [("", "", digest)]))
    found = _outputs(dispatch("prod"))
    wanted = [(each["service"], each["artifact"], each["from"]) for each in found["deployments"]]
    expect.equal("prod: promoted", wanted, [(service, "", "dev") for service in _BOTH])
    roles = {each["from_role"] for each in found["deployments"]}
    expect.equal("fetched by dev's role", roles, {"arn:aws:iam::123456789012:role/healthcare-app-dev-deploy"})
    for what, ended, said in (
        ("unknown environment", dispatch("prd"), "there are: dev, prod"),
        ("unknown service", dispatch("dev", "patients"), "there are: appointment-service, patient-service"),
        ("no digest", dispatch("dev", "patient-service", "latest"), "is no digest"),
        ("a digest of all", dispatch("dev", "all", digest), "a digest is of one service"),
        ("a branch", dispatch("dev", ref="refs/heads/mine"), "deployments are of main"),
    ):
        expect.equal(f"{what}: code", ended.code, 1)
        expect.true(f"{what}: said", said in ended.said, ended.said)
