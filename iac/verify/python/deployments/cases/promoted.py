"""The way to prod: the very image that was deployed to dev and found well."""

from pathlib import Path

from deployments.cases.steps import deploy, deployed, push
from deployments.view import View
from deployments.world import Ended, World


def _fetch(view: View, folder: Path, *digest: str) -> Ended:
    return view.world.run("fetch.sh", *view.names, str(folder), *digest)


def promoted(world: World) -> None:
    """Manifest and layers are copied, the digest is the same; by hand, an earlier one is too."""
    dev, prod = View.of(world, "dev", "patient-service"), View.of(world, "prod", "patient-service")
    nothing = _fetch(View.of(world, "prod", "patient-service"), world.work / "promoted-nothing")
    world.expect.equal("nothing is deployed: code", nothing.code, 1)
    world.expect.true(
        "nothing is deployed: said", "no image of patient-service" in nothing.said, nothing.said
    )
    earlier = deployed(dev, "dev, earlier")
    digest = deployed(dev, "dev")
    push(dev)  # pushed later, and not deployed: not what is promoted
    for what, asked, expected in (("what runs", (), digest), ("an earlier one", (earlier,), earlier)):
        folder = world.work / f"promoted-{len(asked)}"
        fetched = _fetch(dev, folder, *asked)
        world.expect.equal(f"{what}: fetch.sh", (fetched.code, fetched.output), (0, expected))
        pushed = world.run("push.sh", *prod.names, str(folder), expected)
        world.expect.equal(f"{what}: push.sh", (pushed.code, pushed.output), (0, expected))
        world.expect.equal(f"{what}: deploy.sh", deploy(prod, expected).code, 0)
        prod.expect_runs(what, expected, tasks=2)
    gone = _fetch(dev, world.work / "promoted-gone", "sha256:" + "0" * 64)
    world.expect.equal("an image that dev does not have", (gone.code, gone.output), (0, ""))


def another_under_the_tag(world: World) -> None:
    """Where prod has another image under the commit, nothing is promoted."""
    dev, prod = View.of(world, "dev", "patient-service"), View.of(world, "prod", "patient-service")
    commit, _ = push(prod)
    folder, _, digest = world.image(commit, "otherwise")
    world.run("push.sh", *dev.names, str(folder))
    _fetch(dev, world.work / "other", digest)
    ended = world.run("push.sh", *prod.names, str(world.work / "other"), digest)
    world.expect.equal("another under the tag: code", (ended.code, ended.output), (1, ""))
    world.expect.true("another under the tag: said", "tags never move" in ended.said, ended.said)


def changed_on_the_way(world: World) -> None:
    """A layer that is not what the manifest says never arrives."""
    prod = View.of(world, "prod", "patient-service")
    folder, commit, digest = world.image()
    blobs = sorted(path for path in (folder / "image").iterdir() if len(path.name) == 64)
    blobs[0].write_bytes(blobs[0].read_bytes() + b"changed")
    ended = world.run("push.sh", *prod.names, str(folder), digest)
    world.expect.equal("changed on the way: code", (ended.code, ended.output), (1, ""))
    world.expect.true("changed on the way: nothing under the tag", commit not in prod.tags(), prod.tags())


def other_architecture(world: World) -> None:
    """An image for another machine is not deployed."""
    view = View.of(world, "prod", "patient-service")
    before = view.runs()
    folder, _, digest = world.image(architecture="amd64")
    world.run("push.sh", *view.names, str(folder))
    ended = deploy(view, digest)
    world.expect.equal("other architecture: code", ended.code, 1)
    said = "is for x86-64, and prod runs arm64"
    world.expect.true("other architecture: said", said in ended.said, ended.said)
    world.expect.equal("other architecture: still runs", view.runs(), before)
