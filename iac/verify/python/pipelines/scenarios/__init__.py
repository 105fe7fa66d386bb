"""What people do, and what workflows must do then: one scenario a file, in the order of this list.

They share what runs: what one applies, the next finds.
"""

from collections.abc import Callable

from pipelines.scenarios import a_forks_pull_request
from pipelines.stage import Stage

ALL: dict[str, Callable[[Stage], None]] = {
    "a-forks-pull-request": a_forks_pull_request.play,
}


def play(stage: Stage, names: list[str]) -> int:
    """Play these scenarios, or all; how many there were."""
    chosen = names or list(ALL)
    for name in chosen:
        print(f"\n## {name}", flush=True)
        ALL[name](stage)
        stage.expect.settle()
    return len(chosen)
