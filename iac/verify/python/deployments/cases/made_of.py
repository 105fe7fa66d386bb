"""What programs are made of, judged before they are pushed."""

import os
from pathlib import Path

from deployments.programs import advisories, write
from deployments.world import World
from end_to_end.processes import Finished, run


def made_of(world: World) -> None:
    database = world.work / "advisories"
    advisories(database)
    for what, version, code, said in (
        ("mended", "2.0.0", 0, "nothing is known against what it is made of"),
        ("vulnerable", "1.0.0", 1, "RUSTSEC-2099-0001"),
    ):
        folder = world.work / "made-of" / what
        write(folder / "patient-service/app", version)
        ended = _scan(world, folder, database)
        world.expect.equal(f"a program that is {what}: code", ended.code, code)
        world.expect.true(f"a program that is {what}: it says {said!r}", said in ended.text, ended.text)
    (world.work / "made-of/nothing").mkdir()
    nothing = _scan(world, world.work / "made-of/nothing", database)
    world.expect.equal("a scan of nothing fails", nothing.code, 1)


def _scan(world: World, folder: Path, database: Path) -> Finished:
    """Without the edge: it installs what it needs, from where the machine installs things."""
    script = world.repository / ".github/scripts/application/scan.sh"
    environment = {**os.environ, "ADVISORIES": str(database)}
    return run([str(script), str(folder)], world.work, environment, 300)
