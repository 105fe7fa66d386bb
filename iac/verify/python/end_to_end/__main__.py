"""`python -m end_to_end ROOT …`: one root's scenario; the last line printed sums it up."""

import argparse
import sys
from pathlib import Path

from end_to_end import bootstrap, environment
from end_to_end.expectations import Unexpected
from end_to_end.facts import ENVIRONMENTS
from end_to_end.processes import stop_with_parent
from end_to_end.stage import Programs, Stage


def main() -> int:
    arguments = _arguments()
    stop_with_parent()
    try:
        programs = Programs(arguments.terraform, arguments.renderer)
        with Stage.prepare(arguments.root, arguments.repository, arguments.work, programs) as stage:
            if arguments.root == "bootstrap":
                bootstrap.run(stage)
            else:
                environment.run(stage, ENVIRONMENTS[arguments.root], arguments.independent)
            calls = stage.settle_calls()
    except Unexpected as unexpected:
        print(f"\n{unexpected}", flush=True)
        return 1
    print(f"{stage.expect.held} expectations held, {calls} calls to the local AWS")
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="end_to_end", description=__doc__)
    parser.add_argument("root", choices=["bootstrap", *ENVIRONMENTS])
    parser.add_argument("--repository", type=Path, required=True, help="what is tested; only read")
    parser.add_argument("--work", type=Path, required=True, help="where it is copied to; emptied first")
    parser.add_argument("--terraform", required=True, help="the Terraform to use")
    parser.add_argument("--renderer", required=True, help="the `iac` to use")
    parser.add_argument("--independent", type=Path, required=True, help="where another's evaluator is")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
