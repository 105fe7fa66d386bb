"""Programs that say what they are made of, as cargo auditable has it, and advisories against one."""

import json
import shutil
import subprocess
import zlib
from pathlib import Path

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


def write(file: Path, version: str) -> None:
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
    file.parent.mkdir(parents=True, exist_ok=True)
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
