"""Points at which a run waits until a test lets it go on, so that two of them meet where they should."""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

# As long as a run may take on a machine that has much else to do.
_PATIENCE = 1500.0


@dataclass(frozen=True)
class Held:
    """A run that is to wait before it does this."""

    what: str
    place: Path

    @property
    def environment(self) -> dict[str, str]:
        self.place.mkdir()
        return {"PIPELINES_HOLD_BEFORE": self.what, "PIPELINES_HOLD": str(self.place)}

    def wait(self, is_over: Callable[[], bool]) -> None:
        """Wait until the run is there, or over."""
        wait_for(self.place / "reached", is_over)

    def release(self) -> None:
        (self.place / "released").touch()


def wait_for(file: Path, is_over: Callable[[], bool]) -> None:
    """Wait until somebody makes this file, unless whoever should is over."""
    deadline = time.monotonic() + _PATIENCE
    while not file.exists():
        if is_over() or time.monotonic() > deadline:
            raise SystemExit(f"{file} was waited for in vain")
        time.sleep(0.1)


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
