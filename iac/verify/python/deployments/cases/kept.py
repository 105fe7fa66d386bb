"""Which images are kept: the five newest, and whatever runs."""

from deployments.cases.steps import deploy, deployed, push
from deployments.view import View
from deployments.world import World


def running(world: World) -> None:
    """No number of pushes evicts the image that runs; the oldest other one goes instead."""
    view = View.of(world, "dev", "patient-service")
    digest = deployed(view, "before")
    runs = view.tags()[0]
    pushed = [push(view)[0] for _ in range(7)]
    world.teach("a day passes", "us-east-1")
    world.expect.equal("what is kept", view.tags(), [*reversed(pushed[-4:]), runs])
    world.expect.equal("what ran is deployed again", deploy(view, digest).code, 0)
    view.expect_runs("after many pushes", digest, tasks=2)


def earlier(world: World) -> None:
    """An earlier digest is deployed by the same script; one that is gone is told so, with what there is."""
    view = View.of(world, "dev", "patient-service")
    first = deployed(view, "the first")
    old = view.tags()[0]
    deployed(view, "the second")
    world.expect.equal("back to the first: deploy.sh", deploy(view, first).code, 0)
    view.expect_runs("back to the first", first, tasks=2)
    deployed(view, "the third")
    for _ in range(4):
        push(view)
    world.teach("a day passes", "us-east-1")
    world.expect.true("the first is gone", old not in view.tags(), view.tags())
    before = view.runs()
    ended = deploy(view, first)
    world.expect.equal("gone: code", ended.code, 1)
    for reason in ("keeps the newest 5 images", *view.tags()):
        world.expect.true(f"gone: it says {reason}", reason in ended.said, ended.said)
    world.expect.equal("gone: still runs", view.runs(), before)
