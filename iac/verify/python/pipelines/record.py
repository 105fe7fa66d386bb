"""What stand-ins were asked, in order: one JSON object a line, written by many processes."""

import fcntl
import json
import os
from pathlib import Path
from typing import Any


def write(what: dict[str, Any]) -> None:
    line = {"job": os.environ.get("GITHUB_JOB", ""), **what}
    with Path(os.environ["PIPELINES_RECORD"]).open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.write(json.dumps(line) + "\n")


def read(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []
