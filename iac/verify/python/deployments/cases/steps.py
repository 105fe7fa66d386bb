"""What several cases do."""

from deployments.view import View
from deployments.world import Ended


def push(view: View, commit: str = "", program: str = "") -> tuple[str, str]:
    """Push an image that was just built; its commit and digest."""
    folder, commit, digest = view.world.image(commit, program)
    ended = view.world.run("push.sh", *view.names, str(folder))
    view.world.expect.equal(f"push of {commit}", (ended.code, ended.output), (0, digest))
    view.world.expect.settle()
    return commit, digest


def deploy(view: View, digest: str, **environment: str) -> Ended:
    return view.world.run("deploy.sh", *view.names, digest, **environment)


def deployed(view: View, what: str) -> str:
    """Push and deploy another image, well; its digest."""
    _, digest = push(view)
    tasks = max(view.service()["desiredCount"], view.facts["minimum"])
    view.world.expect.equal(f"{what}: deploy.sh", deploy(view, digest).code, 0)
    view.expect_runs(what, digest, tasks)
    view.world.expect.settle()
    return digest


def running(view: View) -> str:
    """The digest of what a case before this one has left running."""
    digest = view.runs().partition("@")[2]
    view.world.expect.true("something runs", digest, view.runs())
    view.world.expect.settle()
    return digest
