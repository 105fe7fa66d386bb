"""A migration that ends before it is done, or whose job does: too slow, cancelled, or dead."""

import signal
import subprocess
import time

from deployments.cases.steps import push, running
from deployments.cases.told import expect_told
from deployments.database import Database
from deployments.view import View
from deployments.world import World
from end_to_end.expectations import Unexpected


def _started(database: Database, digest: str) -> subprocess.Popen[str]:
    """A deployment whose migration runs, and does not end."""
    view = database.view
    database.teach(database.migrate, outcome="stalls")
    process = view.world.start("deploy.sh", *view.names, digest)
    deadline = time.monotonic() + 120
    while database.ran()[-1:] != [(database.migrate, view.image(digest))]:
        if process.poll() is not None or time.monotonic() > deadline:
            process.kill()
            raise Unexpected(f"the migration did not start:\n{process.communicate()[1]}")
        time.sleep(0.05)
    return process


def _expect_stopped(what: str, database: Database, reason: str) -> None:
    task = database.tasks()[-1]
    found = task["taskDefinitionArn"].split("/")[-1].split(":")[0], task["lastStatus"], task["stoppedReason"]
    database.view.world.expect.equal(f"{what}: the task", found, (database.migrate, "STOPPED", reason))


def too_slow(world: World) -> None:
    """One that does not end in time is stopped, and fails the deployment."""
    view = View.of(world, "prod", "appointment-service")
    database = Database.of(view)
    good = running(view)
    _, digest = push(view)
    database.teach(database.migrate, outcome="stalls")
    ended = database.deploy(digest, MIGRATE_LIMIT_SECONDS="5")
    world.expect.equal("too slow: code", ended.code, 1)
    said = ("had not ended after 5 seconds (it goes on: RUNNING) and was stopped",)
    expect_told(world, "too slow", ended.said, said)
    _expect_stopped("too slow", database, "it had not ended after 5 seconds")
    view.expect_runs("too slow", good, tasks=2)
    database.expect_no_change("too slow")


def cancelled(world: World) -> None:
    """Cancelled, as GitHub does it, which tells the one process that a step is: nothing is left of it."""
    view = View.of(world, "prod", "appointment-service")
    database = Database.of(view)
    good = running(view)
    _, digest = push(view)
    process = _started(database, digest)
    process.send_signal(signal.SIGINT)
    said = process.communicate(timeout=60)[1]
    world.expect.equal("cancelled: code", process.returncode, 130)
    world.expect.true("cancelled: said", "is deregistered" in said, said)
    _expect_stopped("cancelled", database, "its job ended before it did")
    view.expect_runs("cancelled", good, tasks=2)
    database.expect_no_change("cancelled")


def died(world: World) -> None:
    """Killed: the same run again waits until the task has ended, and what was left behind goes."""
    view = View.of(world, "prod", "appointment-service")
    database = Database.of(view)
    good = running(view)
    _, digest = push(view)
    _kill(database, digest)
    ended = database.deploy(digest, MIGRATE_LIMIT_SECONDS="5")
    world.expect.equal("the task goes on: code", ended.code, 1)
    expect_told(world, "the task goes on", ended.said, ("of an earlier run has not ended after 5 seconds",))
    view.expect_runs("the task goes on", good, tasks=2)
    world.teach("task ends", database.migrate)
    world.expect.equal("the same again: deploy.sh", database.deploy(digest).code, 0)
    view.expect_runs("the same again", digest, tasks=2)
    database.expect_no_change("the same again")


def never_mind(world: World) -> None:
    """Killed, and what runs is deployed instead: what was left behind goes all the same."""
    view = View.of(world, "prod", "appointment-service")
    database = Database.of(view)
    good = running(view)
    _, digest = push(view)
    _kill(database, digest)
    world.teach("task ends", database.migrate)
    before = database.ran()
    world.expect.equal("what runs instead: deploy.sh", database.deploy(good).code, 0)
    world.expect.equal("what runs instead: tasks", database.ran(), before)
    view.expect_runs("what runs instead", good, tasks=2)
    database.expect_no_change("what runs instead")


def _kill(database: Database, digest: str) -> None:
    """End a deployment with all that it started while its migration runs."""
    process = _started(database, digest)
    database.view.world.kill(process)
    left = database.newest(database.migrate)["taskDefinition"]["revision"]
    database.view.world.expect.true("a revision is left behind", left > 1, left)
