"""`python -m frozen_plans …`: make the plans in `iac/plan/tests/plans` anew.

Ids and names that the local AWS makes up differ each time, so that the snapshots follow:
`INSTA_UPDATE=always cargo test -p plan`.
"""

import argparse
from pathlib import Path

from end_to_end.processes import stop_with_parent
from end_to_end.stage import Programs, Stage
from frozen_plans import dev, records, thousand

_SCENARIOS = {"dev": dev.make, "records": records.make, "thousand": thousand.make}


def main() -> None:
    arguments = _arguments()
    stop_with_parent()
    programs = Programs(arguments.terraform, arguments.renderer)
    into = arguments.repository / "iac/plan/tests/plans"
    into.mkdir(parents=True, exist_ok=True)
    for name in arguments.scenarios or _SCENARIOS:
        with Stage.prepare("dev", arguments.repository, arguments.work / name, programs) as stage:
            _SCENARIOS[name](stage, into)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="frozen_plans", description=__doc__)
    parser.add_argument("scenarios", nargs="*", metavar="SCENARIO", help=f"of {', '.join(_SCENARIOS)}; or all")
    parser.add_argument("--repository", type=Path, required=True, help="where the plans are written")
    parser.add_argument("--work", type=Path, required=True, help="where Terraform runs; emptied first")
    parser.add_argument("--terraform", required=True, help="the Terraform to use")
    parser.add_argument("--renderer", required=True, help="the `iac` to use")
    return parser.parse_args()


if __name__ == "__main__":
    main()
