"""What goes well: the first deployment, the second, a run that is repeated."""

from deployments.cases.steps import deploy, deployed, push
from deployments.view import View
from deployments.world import World


def first(world: World) -> None:
    """The first deployment on an empty account, of a service with no task and no image."""
    view = View.of(world, "dev", "patient-service")
    world.expect.equal("tasks before", view.service()["desiredCount"], 0)
    deployed(view, "first deployment")


def second(world: World) -> None:
    """A second image, after Terraform changed the task definition: the change is kept, and the count."""
    view = View.of(world, "dev", "patient-service")
    ecs = world.client("ecs")
    ecs.update_service(cluster=view.facts["cluster"], service=view.facts["ecs_service"], desiredCount=2)
    found = view.newest()["taskDefinition"]
    found["containerDefinitions"][0]["environment"].append({"name": "ADDED", "value": "by Terraform"})
    names = ("family", "containerDefinitions", "cpu", "memory", "networkMode", "requiresCompatibilities")
    arguments = {name: found[name] for name in (*names, "executionRoleArn", "taskRoleArn")}
    ecs.register_task_definition(**arguments, tags=view.newest()["tags"])
    _, digest = push(view)
    world.expect.equal("second deployment: deploy.sh", deploy(view, digest).code, 0)
    view.expect_runs("second deployment", digest, tasks=2)
    kept = view.newest()["taskDefinition"]["containerDefinitions"][0]["environment"]
    world.expect.true(
        "what Terraform added is kept", {"name": "ADDED", "value": "by Terraform"} in kept, kept
    )


def repeated(world: World) -> None:
    """A run that is repeated finds the image there, builds another digest or not, and changes nothing."""
    view = View.of(world, "dev", "patient-service")
    commit, digest = push(view)
    deploy(view, digest)
    before = (
        view.newest()["taskDefinition"]["taskDefinitionArn"],
        view.pointer()["Version"],
        world.outside.registry.pushes[view.facts["repository"]],
    )
    folder, _, other = world.image(commit, "built otherwise")
    ended = world.run("push.sh", *view.names, str(folder))
    world.expect.true("it was built otherwise", other != digest)
    world.expect.equal("what was pushed first is deployed", (ended.code, ended.output), (0, digest))
    world.expect.equal("repeated: deploy.sh", deploy(view, digest).code, 0)
    after = (
        view.newest()["taskDefinition"]["taskDefinitionArn"],
        view.pointer()["Version"],
        world.outside.registry.pushes[view.facts["repository"]],
    )
    world.expect.equal("nothing new: revision, pointer, pushes", after, before)
    view.expect_runs("repeated", digest, tasks=2)
