"""`python -m account …`: runs the README's page; the last line printed sums it up."""

import argparse
import sys
from pathlib import Path

from account import page
from account.desk import Desk, Programs
from account.steps import STEPS
from end_to_end.expectations import Unexpected
from end_to_end.processes import stop_with_parent


def main() -> int:
    arguments = _arguments()
    stop_with_parent()
    try:
        programs = Programs(arguments.terraform, arguments.renderer, arguments.aws)
        blocks = page.read(arguments.repository / "README.md")
        with Desk.prepare(arguments.repository, arguments.work, programs) as desk:
            commands = _run(desk, blocks)
            calls = desk.settle_calls()
    except Unexpected as unexpected:
        print(f"\n{unexpected}", flush=True)
        return 1
    print(f"{commands} commands of the page, each twice; {desk.expect.held} expectations held, {calls} calls")
    return 0


def _run(desk: Desk, blocks: list[page.Block]) -> int:
    """Run every block twice, for the page says that one may."""
    desk.expect.equal("the page's blocks", [block.name for block in blocks], [step.name for step in STEPS])
    desk.expect.settle()
    for block, step in zip(blocks, STEPS, strict=True):
        step.before(desk)
        desk.expect.settle()
        for when in ("first", "again"):
            print(f"\n=== {when}: {block.name}", flush=True)
            finished = desk.run(block.commands)
            step.after(desk, finished)
            desk.expect.settle()
    return sum(len(block.commands.splitlines()) for block in blocks)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="account", description=__doc__)
    parser.add_argument("--repository", type=Path, required=True, help="what is tested; only read")
    parser.add_argument("--work", type=Path, required=True, help="where it is copied to; emptied first")
    parser.add_argument("--terraform", type=Path, required=True, help="the Terraform to use")
    parser.add_argument("--renderer", type=Path, required=True, help="the `iac` to use")
    parser.add_argument("--aws", type=Path, required=True, help="the command line of AWS to use")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
