"""Migrations before a deployment: a database that is the environment's own, and one that is not."""

from deployments.cases.steps import push, running
from deployments.cases.told import expect_told
from deployments.database import Database, facts
from deployments.view import View
from deployments.world import World

_LAST_WORDS = "error: cannot migrate the database: relation is locked\n::error::not a command of ours"


def _view(world: World) -> View:
    return View.of(world, "prod", "appointment-service")


def somebody_elses(world: World) -> None:
    """Where the database is somebody else's, one line says so, and nothing runs."""
    view = _view(world)
    database = Database.of(view)
    _, digest = push(view)
    without = {name: value for name, value in view.facts.items() if name != "database"}
    for what, said in (
        ("null", facts(view, {**without, "database": None})),
        ("nothing", facts(view, without)),
    ):
        ended = world.run("migrate.sh", *view.names, digest, FACTS=said)
        world.expect.equal(f"{what} said: code", ended.code, 0)
        line = "the database of appointment-service in prod is somebody else's: nothing is migrated"
        world.expect.equal(f"{what} said: said", ended.said.splitlines(), [line])
    world.expect.equal("tasks that ran", database.ran(), [])
    database.expect_no_change("somebody else's")


def setup_fails(world: World) -> None:
    """A first deployment whose database cannot be set up: nothing is migrated, nothing deployed."""
    view = _view(world)
    database = Database.of(view)
    _, digest = push(view)
    database.teach(database.setup, outcome="fails", exit_code=78, log=[_LAST_WORDS])
    ended = database.deploy(digest)
    world.expect.equal("setup fails: code", ended.code, 1)
    expect_told(world, "setup fails", ended.said, ("the setup of its database failed with exit code 78",))
    world.expect.equal("setup fails: tasks", database.ran(), [(database.setup, view.image(digest))])
    world.expect.equal("setup fails: tasks wanted", view.service()["desiredCount"], 0)
    database.expect_no_change("setup fails")


def first(world: World) -> None:
    """A first deployment sets the database up, migrates it, and only then starts the service."""
    view = _view(world)
    database = Database.of(view)
    _, digest = push(view)
    before = len(database.ran())
    world.expect.equal("first deployment: deploy.sh", database.deploy(digest).code, 0)
    expected = [(database.setup, view.image(digest)), (database.migrate, view.image(digest))]
    world.expect.equal("first deployment: tasks", database.ran()[before:], expected)
    view.expect_runs("first deployment", digest, tasks=2)
    database.expect_no_change("first deployment")


def second(world: World) -> None:
    """And so each time, as the very definition that Terraform made, with the image."""
    view = _view(world)
    database = Database.of(view)
    _, digest = push(view)
    before = len(database.ran())
    world.expect.equal("second deployment: deploy.sh", database.deploy(digest).code, 0)
    expected = [(database.setup, view.image(digest)), (database.migrate, view.image(digest))]
    world.expect.equal("second deployment: tasks", database.ran()[before:], expected)
    view.expect_runs("second deployment", digest, tasks=2)
    _expect_as_made(database, digest)
    database.expect_no_change("second deployment")


def _expect_as_made(database: Database, digest: str) -> None:
    """The revision that ran is Terraform's, but for its image and a label."""
    expect, ecs = database.view.world.expect, database.view.world.client("ecs")
    arns = ecs.list_task_definitions(familyPrefix=database.migrate, status="INACTIVE")["taskDefinitionArns"]
    ran = ecs.describe_task_definition(taskDefinition=arns[-1], include=["TAGS"])
    made = database.newest(database.migrate)
    expect.equal("tags of what ran", ran["tags"], made["tags"])
    container = ran["taskDefinition"]["containerDefinitions"][0]
    expect.equal("image of what ran", container["image"], database.view.image(digest))
    label = container.pop("dockerLabels")
    expect.true("it is labelled", label, label)
    expected = made["taskDefinition"]["containerDefinitions"][0]
    expect.equal("container of what ran", {**container, "image": expected["image"]}, expected)
    for name in ("cpu", "memory", "networkMode", "executionRoleArn", "taskRoleArn"):
        expect.equal(f"{name} of what ran", ran["taskDefinition"][name], made["taskDefinition"][name])


def fails(world: World) -> None:
    """What fails tells why in its own words, and the service goes on as it was."""
    view = _view(world)
    database = Database.of(view)
    good = running(view)
    _, digest = push(view)
    cases = (
        (
            "ends badly",
            {"outcome": "fails", "exit_code": 3, "log": [_LAST_WORDS]},
            ("the migration of its database failed with exit code 3", "relation is locked", "is left at"),
        ),
        (
            "never starts",
            {"outcome": "never starts", "reason": "CannotPullContainerError: no\n::error::route"},
            ("the migration of its database never started: CannotPullContainerError: no", "said nothing"),
        ),
        (
            "is refused",
            {"outcome": "refused", "reason": "Capacity is unavailable at this time"},
            ("could not be started: Capacity is unavailable at this time",),
        ),
    )
    for what, lesson, reasons in cases:
        service = view.service()
        database.teach(database.migrate, **lesson)
        ended = database.deploy(digest)
        world.expect.equal(f"{what}: code", ended.code, 1)
        expect_told(world, what, ended.said, reasons)
        sentences = [line for line in ended.said.splitlines() if line.startswith("error: ")]
        world.expect.equal(f"{what}: sentences", len(sentences), 1)
        world.expect.equal(f"{what}: deployments", view.service()["deployments"], service["deployments"])
        view.expect_runs(what, good, tasks=2)
        database.expect_no_change(what)


def left_alone(world: World) -> None:
    """What runs already is not migrated again, and neither is what a later commit has overtaken."""
    view = _view(world)
    database = Database.of(view)
    later, earlier = world.commits(2)
    (_, newer), (_, older) = push(view, later), push(view, earlier)
    world.expect.equal("the later merge: deploy.sh", database.deploy(newer, ONLY_FORWARD="yes").code, 0)
    before = database.ran()
    for what, digest in (("the earlier merge", older), ("the same again", newer)):
        world.expect.equal(f"{what}: deploy.sh", database.deploy(digest, ONLY_FORWARD="yes").code, 0)
        world.expect.equal(f"{what}: tasks", database.ran(), before)
    view.expect_runs("left alone", newer, tasks=2)
    database.expect_no_change("left alone")
