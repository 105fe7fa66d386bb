"""Two at once."""

import time

from deployments.cases.steps import deploy, push
from deployments.view import View
from deployments.world import World


def deployments(world: World) -> None:
    """Another deployment overtakes one that waits: the first says so, and leaves the second's work alone."""
    view = View.of(world, "dev", "appointment-service")
    (_, slow), (_, fast) = push(view), push(view)
    world.teach("rollout", view.facts["ecs_service"], {"outcome": "stalls"})
    # The second has all the time that it takes.
    waiting = world.start("deploy.sh", *view.names, slow, DEPLOY_LIMIT_SECONDS="300")
    while view.runs() != view.image(slow) and waiting.poll() is None:
        time.sleep(0.05)
    world.teach("rollout", view.facts["ecs_service"])
    world.expect.equal("overtaken: the second", deploy(view, fast).code, 0)
    said = waiting.communicate(timeout=120)[1]
    world.expect.equal("overtaken: the first", waiting.returncode, 1)
    world.expect.true("overtaken: said", "left arn:aws:ecs" in said, said)
    view.expect_runs("overtaken", fast)


def pushes(world: World) -> None:
    """Two runs push one commit: both end with the digest that came first."""
    view = View.of(world, "dev", "appointment-service")
    folder, commit, digest = world.image()
    other, _, second = world.image(commit, "otherwise")
    started = [world.start("push.sh", *view.names, str(each)) for each in (folder, other)]
    ended = [process.communicate(timeout=60) for process in started]
    found = {output.strip() for output, _ in ended}
    world.expect.equal("two pushes: codes", [process.returncode for process in started], [0, 0])
    world.expect.true("two pushes: one digest", len(found) == 1 and found <= {digest, second}, ended)


def merges(world: World) -> None:
    """An earlier commit that comes late leaves the later one alone; a digest by hand does not."""
    view = View.of(world, "dev", "appointment-service")
    later, earlier = world.commits(2)
    (_, newer), (_, older) = push(view, later), push(view, earlier)
    world.expect.equal("the later merge: deploy.sh", deploy(view, newer, ONLY_FORWARD="yes").code, 0)
    late = deploy(view, older, ONLY_FORWARD="yes")
    world.expect.equal("the earlier merge: code", late.code, 0)
    world.expect.true("the earlier merge: said", "nothing to do" in late.said, late.said)
    view.expect_runs("two merges", newer)
    world.expect.equal("by hand: deploy.sh", deploy(view, older).code, 0)
    view.expect_runs("by hand", older)
