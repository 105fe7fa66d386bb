"""What goes wrong in a rollout: the reason is told, and nothing is left behind."""

from deployments.answer import Answer
from deployments.cases.steps import deploy, deployed, push, running
from deployments.cases.told import expect_told
from deployments.load_balancer import ready
from deployments.view import View
from deployments.world import World

_LAST_WORDS = "error: DATABASE_URL names no database\n::error::not a command of ours"
_FAILS = {
    "outcome": "fails",
    "reason": "Essential container in task exited",
    "exit_code": 7,
    "log": [_LAST_WORDS],
}


def first(world: World) -> None:
    """The first deployment of a service fails: there is nothing to go back to."""
    view = View.of(world, "dev", "appointment-service")
    _, digest = push(view)
    world.teach("rollout", view.facts["ecs_service"], _FAILS)
    ended = deploy(view, digest)
    world.teach("rollout", view.facts["ecs_service"])
    world.expect.equal("first deployment fails: code", ended.code, 1)
    expect_told(
        world,
        "first deployment fails",
        ended.said,
        (
            "exit code 7",
            "Essential container in task exited",
            "DATABASE_URL names no database",
            "tasks failed to start",
        ),
    )
    world.expect.equal("tasks wanted", view.service()["desiredCount"], 0)
    view.expect_no_change("first deployment fails")
    deployed(view, "the next one")


def rolled_back(world: World) -> None:
    """The circuit breaker rolls back: stable, and not what was deployed."""
    view = View.of(world, "dev", "appointment-service")
    good = running(view)
    _, bad = push(view)
    world.teach("rollout", view.facts["ecs_service"], _FAILS)
    ended = deploy(view, bad)
    world.teach("rollout", view.facts["ecs_service"])
    world.expect.equal("rolled back: code", ended.code, 1)
    expect_told(
        world,
        "rolled back",
        ended.said,
        (
            "exit code 7",
            "DATABASE_URL names no database",
            "rolling back to the last completed deployment",
            bad,
        ),
    )
    view.expect_runs("rolled back", good)


def never_stable(world: World) -> None:
    """A rollout that never ends is given up."""
    view = View.of(world, "dev", "appointment-service")
    good = running(view)
    _, bad = push(view)
    world.teach("rollout", view.facts["ecs_service"], {"outcome": "stalls"})
    ended = deploy(view, bad, DEPLOY_LIMIT_SECONDS="2")
    world.teach("rollout", view.facts["ecs_service"])
    world.expect.equal("never stable: code", ended.code, 1)
    expect_told(world, "never stable", ended.said, ("not stable after 2 seconds",))
    view.expect_runs("never stable", good)


def another_commit(world: World) -> None:
    """The rollout is well, and the load balancer answers as somebody else: it is taken back."""
    view = View.of(world, "dev", "appointment-service")
    good = running(view)
    _, bad = push(view)
    instead = world.outside.load_balancers["dev"].instead
    for what, answer, reason in (
        ("another commit", ready("f" * 40), "answers as commit '" + "f" * 40),
        ("not ready", Answer(503, {}, b'{"title":"Not ready"}'), "answers 503"),
    ):
        instead["appointment-service"] = answer
        ended = deploy(view, bad)
        world.expect.equal(f"{what}: code", ended.code, 1)
        expect_told(world, what, ended.said, (reason, "goes back to revision"))
        view.expect_runs(what, good)
    instead.clear()
