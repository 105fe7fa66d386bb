"""`python -m deployments …`: every case, one after the other; the last line printed sums them up."""

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path

from deployments.cases import chosen, died, failed, kept, made_of, promoted, scanned, twice, well
from deployments.world import Programs, World
from end_to_end.expectations import Unexpected
from end_to_end.processes import stop_with_parent

_CASES: tuple[Callable[[World], None], ...] = (
    chosen.chosen,
    made_of.made_of,
    well.first,
    well.second,
    well.repeated,
    failed.first,
    failed.rolled_back,
    failed.never_stable,
    failed.another_commit,
    died.between_register_and_update,
    died.while_waiting,
    died.cancelled,
    kept.running,
    kept.earlier,
    promoted.promoted,
    promoted.another_under_the_tag,
    promoted.changed_on_the_way,
    promoted.other_architecture,
    scanned.scanned,
    twice.deployments,
    twice.pushes,
    twice.merges,
)


def main() -> int:
    arguments = _arguments()
    stop_with_parent()
    programs = Programs(arguments.aws, arguments.renderer, arguments.registry)
    try:
        with World.made(arguments.repository, arguments.work, programs) as world:
            for case in _CASES:
                if arguments.only and arguments.only not in f"{case.__module__}.{case.__name__}":
                    continue
                started = time.monotonic()
                case(world)
                world.expect.settle()
                print(f"== {case.__module__}.{case.__name__}: {time.monotonic() - started:.1f} s", flush=True)
            pushes = world.outside.registry.pushes
    except Unexpected as unexpected:
        print(f"\n{unexpected}", flush=True)
        return 1
    held = f"{world.expect.held} expectations held"
    print(f"{len(_CASES)} cases, {held}, {pushes} images pushed to a real registry")
    return 0


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
