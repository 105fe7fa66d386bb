"""`python -m pipelines …`: all scenarios; the last line printed sums it up."""

import argparse
import sys
from pathlib import Path

from end_to_end.expectations import Unexpected
from end_to_end.processes import stop_with_parent
from pipelines.scenarios import play
from pipelines.stage import Programs, Stage


def main() -> int:
    arguments = _arguments()
    stop_with_parent()
    programs = Programs(arguments.act, arguments.aws, arguments.iac, arguments.registry, arguments.terraform)
    try:
        with Stage.prepare(arguments.repository, arguments.work, programs) as stage:
            played = play(stage, arguments.scenarios)
            stage.expect.settle()
    except Unexpected as unexpected:
        print(f"\n{unexpected}", flush=True)
        return 1
    print(f"{played} scenarios, {stage.expect.held} expectations held")
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="pipelines", description=__doc__)
    parser.add_argument("scenarios", nargs="*", help="only these, and what they stand on")
    parser.add_argument("--repository", type=Path, required=True, help="what is tested; only read")
    parser.add_argument("--work", type=Path, required=True, help="where everything happens; emptied first")
    for program in ("act", "aws", "iac", "registry", "terraform"):
        parser.add_argument(f"--{program}", required=True, help=f"the `{program}` to use")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
