"""The job dies after it has applied and before it frees the lock; the next run says what helps."""

import re
import subprocess
from concurrent.futures import ThreadPoolExecutor

from pipelines.hold import Held
from pipelines.scenarios import roles
from pipelines.stage import Stage


def play(stage: Stage) -> None:
    expect = stage.expect
    before = stage.origin.main
    change = stage.changes.of("dev", "cpu_percent = 60", "cpu_percent = 61")
    commit = stage.origin.push("Scale a little later", change)
    hold, reached = stage.holds / "hold", stage.holds / "reached"
    # Not before its apply: the plan frees the lock, too.
    held = Held("taking on healthcare-app-bootstrap-dev-apply", stage.work / "dying")
    with ThreadPoolExecutor() as pool:
        dying = pool.submit(stage.push, "infrastructure.yml", commit, before, held=held, dies_at=reached)
        held.wait(dying.done)
        hold.touch()
        held.release()
        dead = dying.result()
    hold.unlink()
    expect.true("the run died where it should", reached.exists() and dead.code != 0, dead.text[-2000:])
    expect.settle()

    impatient = {"LOCK_TIMEOUT": "0s"}
    locked = stage.push("infrastructure.yml", commit, before, environment=impatient)
    expect.true("a run that meets its lock fails", locked.code != 0, locked.code)
    expect.equal("roles of a run that meets a lock", roles.taken_on(locked), ["dev-plan-main"])
    expect.true(
        "it says that the state is locked", "The state of dev is locked" in locked.text, locked.text[-2000:]
    )
    advised = re.search(r"terraform -chdir=generated/dev force-unlock (?P<id>[0-9a-f-]{36})", locked.text)
    expect.true("it says how to free it", advised, locked.text[-2000:])
    expect.settle()

    assert advised
    _unlock(stage, advised["id"])
    after = stage.push("infrastructure.yml", commit, before)
    expect.equal("how the run after that ends", after.code, 0)
    # The dead run had applied everything.
    expect.equal("roles of the run after that", roles.taken_on(after), ["dev-plan-main"])


def _unlock(stage: Stage, lock: str) -> None:
    """What the message says, by somebody who may take on the apply role."""
    directory = stage.work / "unlock"
    stage.origin.clone(stage.origin.main, directory)
    keys = stage.keys_of("healthcare-app-bootstrap-dev-apply", "environment:dev")
    root = f"-chdir={directory / 'generated/dev'}"
    for command in (["init", "-lockfile=readonly"], ["force-unlock", "-force", lock]):
        subprocess.run(
            [stage.programs.terraform, root, *command],
            env=stage.environment(stage.work / "somebody" / command[0]) | keys,
            check=True,
        )
