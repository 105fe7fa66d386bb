"""`python -m deployments …`: every case, one after the other; the last line printed sums them up."""

import argparse
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from deployments.cases import (
    chosen,
    died,
    failed,
    interrupted,
    kept,
    made_of,
    migrated,
    promoted,
    scanned,
    twice,
    well,
)
from deployments.world import Programs, World
from end_to_end.expectations import Unexpected
from end_to_end.processes import stop_with_parent

Case = Callable[[World], None]

# Lanes, side by side: each has a service of its own, and what one case leaves, the next one finds.
_LANES: tuple[tuple[Case, ...], ...] = (
    (
        chosen.chosen,
        well.first,
        well.second,
        well.repeated,
        died.between_register_and_update,
        died.while_waiting,
        died.cancelled,
        kept.running,
        kept.earlier,
        promoted.promoted,
        promoted.another_under_the_tag,
        promoted.changed_on_the_way,
        promoted.other_architecture,
    ),
    (
        made_of.made_of,
        failed.first,
        failed.rolled_back,
        failed.never_stable,
        failed.another_commit,
        scanned.scanned,
        twice.deployments,
        twice.pushes,
        twice.merges,
    ),
    (
        migrated.somebody_elses,
        migrated.setup_fails,
        migrated.first,
        migrated.second,
        migrated.fails,
        migrated.left_alone,
        interrupted.too_slow,
        interrupted.cancelled,
        interrupted.died,
        interrupted.never_mind,
    ),
)


def main() -> int:
    arguments = _arguments()
    stop_with_parent()
    programs = Programs(arguments.aws, arguments.renderer, arguments.registry)
    try:
        with World.made(arguments.repository, arguments.work, programs) as world:
            with ThreadPoolExecutor() as pool:
                played = sum(pool.map(lambda cases: _play(world, cases, arguments.only), _LANES))
            pushes = world.outside.registry.pushes.total()
    except Unexpected as unexpected:
        print(f"\n{unexpected}", flush=True)
        return 1
    held = f"{world.expect.held} expectations held"
    print(f"{played} cases, {held}, {pushes} images pushed to a real registry")
    return 0


def _play(world: World, cases: tuple[Case, ...], only: str | None) -> int:
    """Play these cases, or those that are asked for; how many there were."""
    played = 0
    for case in cases:
        name = f"{case.__module__}.{case.__name__}"
        if only and only not in name:
            continue
        started = time.monotonic()
        case(world)
        world.expect.settle()
        played += 1
        print(f"== {name}: {time.monotonic() - started:.1f} s", flush=True)
    return played


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="deployments", description=__doc__)
    parser.add_argument("--repository", type=Path, required=True, help="whose scripts run")
    parser.add_argument("--work", type=Path, required=True, help="where they work; emptied first")
    parser.add_argument("--aws", required=True, help="the `aws` to use")
    parser.add_argument("--renderer", required=True, help="the `iac` to use")
    parser.add_argument("--registry", required=True, help="the registry's program")
    parser.add_argument("--only", help="the cases whose names have this in them")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
