"""What programs are made of, judged before they are pushed."""

import json
import os
import shutil
import subprocess
import zlib
from pathlib import Path

from deployments.world import World
from end_to_end.processes import Finished, run

_ADVISORY = """```toml
[advisory]
id = "RUSTSEC-2099-0001"
package = "leaky"
date = "2026-01-01"
url = "https://example.com/leaky"
categories = ["memory-exposure"]

[versions]
patched = [">= 2.0.0"]
```

# An advisory for a test

It is about a crate that does not exist.
"""


def program(file: Path, version: str) -> None:
    """A program that says, as cargo auditable has it, that it is made of `leaky`."""
    crates = {
        "packages": [
            {
                "name": "leaky",
                "version": version,
                "source": "crates.io",
                "kind": "runtime",
                "dependencies": [],
            },
            {"name": "service", "version": "0.1.0", "source": "local", "dependencies": [0], "root": True},
        ]
    }
    file.parent.mkdir(parents=True)
    listed = file.with_suffix(".crates")
    listed.write_bytes(zlib.compress(json.dumps(crates).encode()))
    true = shutil.which("true")
    assert true
    objcopy = ["objcopy", f"--add-section=.dep-v0={listed}", str(Path(true).resolve()), str(file)]
    subprocess.run(objcopy, check=True)
    listed.unlink()


def advisories(folder: Path) -> None:
    """A database of advisories with one in it."""
    file = folder / "crates/leaky/RUSTSEC-2099-0001.md"
    file.parent.mkdir(parents=True)
    file.write_text(_ADVISORY)
    person = ["-c", "user.name=A person", "-c", "user.email=person@example.com"]
    for arguments in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "--message", "Begin"]):
        command = ["git", "-C", str(folder), *person, *arguments]
        subprocess.run(command, check=True)


def made_of(world: World) -> None:
    database = world.work / "advisories"
    advisories(database)
    for what, version, code, said in (
        ("mended", "2.0.0", 0, "nothing is known against what it is made of"),
        ("vulnerable", "1.0.0", 1, "RUSTSEC-2099-0001"),
    ):
        folder = world.work / "made-of" / what
        program(folder / "patient-service/app", version)
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
