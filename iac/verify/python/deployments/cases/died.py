"""A job that dies halfway, and is run again."""

import signal
import time

from deployments.cases.steps import deploy, push, running
from deployments.view import View
from deployments.world import World
from end_to_end.expectations import Unexpected


def _kill_when(view: View, digest: str, how: signal.Signals) -> None:
    """Start a deployment, and end it with all that it started as soon as the service was updated."""
    process = view.world.start("deploy.sh", *view.names, digest)
    deadline = time.monotonic() + 120
    while view.runs() != view.image(digest):
        if process.poll() is not None or time.monotonic() > deadline:
            process.kill()
            raise Unexpected(f"the deployment did not come as far as it should:\n{process.communicate()[1]}")
        time.sleep(0.02)
    view.world.kill(process, how)


def between_register_and_update(world: World) -> None:
    """The revision is registered, the service not updated: the same run again, or another commit's."""
    view = View.of(world, "dev", "patient-service")
    good = running(view)
    for what, again in (("the same again", True), ("another commit", False)):
        before = view.newest()["taskDefinition"]["revision"]
        _, digest = push(view)
        world.teach("rollout", view.facts["ecs_service"], {"outcome": "stalls"})
        _register_only(view, digest)
        world.teach("rollout", view.facts["ecs_service"])
        world.expect.equal(f"{what}: left behind", view.newest()["taskDefinition"]["revision"], before + 1)
        world.expect.equal(f"{what}: still runs", view.runs(), view.image(good))
        if not again:
            _, digest = push(view)
        world.expect.equal(f"{what}: deploy.sh", deploy(view, digest).code, 0)
        view.expect_runs(what, digest, tasks=2)
        good = digest


def _register_only(view: View, digest: str) -> None:
    """What a job leaves that dies in between: the revision, as deploy.sh registers it."""
    found = view.newest()
    definition = found["taskDefinition"]
    names = ("family", "containerDefinitions", "cpu", "memory", "networkMode", "requiresCompatibilities")
    arguments = {name: definition[name] for name in (*names, "executionRoleArn", "taskRoleArn")}
    arguments["containerDefinitions"][0]["image"] = view.image(digest)
    view.world.client("ecs").register_task_definition(**arguments, tags=found["tags"])


def while_waiting(world: World) -> None:
    """Killed while the rollout goes on: the same run again goes on, or takes it back where it is bad."""
    view = View.of(world, "dev", "patient-service")
    good = running(view)
    for what, well in (("well in the end", True), ("bad in the end", False)):
        _, digest = push(view)
        world.teach("rollout", view.facts["ecs_service"], {"outcome": "stalls"})
        _kill_when(view, digest, signal.SIGKILL)
        world.teach("rollout", view.facts["ecs_service"])
        if well:
            world.teach("rollout ends", view.facts["ecs_service"])
            world.expect.equal(f"{what}: deploy.sh", deploy(view, digest).code, 0)
            good = digest
        else:
            ended = deploy(view, digest, DEPLOY_LIMIT_SECONDS="2")
            world.expect.equal(f"{what}: deploy.sh", ended.code, 1)
        view.expect_runs(what, good, tasks=2)


def cancelled(world: World) -> None:
    """Cancelled while the rollout goes on, as GitHub does it: it is taken back before the job ends."""
    view = View.of(world, "dev", "patient-service")
    good = running(view)
    _, digest = push(view)
    world.teach("rollout", view.facts["ecs_service"], {"outcome": "stalls"})
    _kill_when(view, digest, signal.SIGINT)
    world.teach("rollout", view.facts["ecs_service"])
    view.expect_runs("cancelled", good, tasks=2)
