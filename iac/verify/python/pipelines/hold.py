"""Points at which a run waits until a test lets it go on, so that two of them meet where they should."""

import os
import time
from pathlib import Path

_PATIENCE = 300.0


def before(what: str) -> None:
    """Wait before `what`, if that is where this run is held; say that it got there."""
    if os.environ.get("PIPELINES_HOLD_BEFORE") != what:
        return
    place = Path(os.environ["PIPELINES_HOLD"])
    (place / "reached").touch()
    deadline = time.monotonic() + _PATIENCE
    while not (place / "released").exists():
        if time.monotonic() > deadline:
            raise SystemExit(f"::error::held before {what}, and never released")
        time.sleep(0.1)
