"""`python -m account …`: runs the README's page; the last line printed sums it up."""

import argparse
import sys
from pathlib import Path

from account import page, strict
from account.desk import Desk, Programs
from account.steps import CHOICE, CHOOSE_AFTER, PAGE, Step
from end_to_end.expectations import Unexpected
from end_to_end.processes import stop_with_parent


def main() -> int:
    arguments = _arguments()
    stop_with_parent()
    try:
        programs = Programs(arguments.terraform, arguments.renderer, arguments.aws, arguments.registry)
        readme = arguments.repository / "README.md"
        pages, choice = page.read(readme, page.PAGE), page.read(readme, page.CHOICE)
        with Desk.prepare(arguments.repository, arguments.work, programs) as desk:
            strict.check(desk.expect, arguments.work / "strict.jsonl")
            _expect_all(desk, pages, PAGE)
            _expect_all(desk, choice, CHOICE)
            for block, step in zip(pages, PAGE, strict=True):
                _run(desk, block, step)
                if step.name == CHOOSE_AFTER:
                    for chosen, its_step in zip(choice, CHOICE, strict=True):
                        _run(desk, chosen, its_step)
            calls = desk.settle_calls()
    except Unexpected as unexpected:
        print(f"\n{unexpected}", flush=True)
        return 1
    commands = sum(block.commands.count("\n") for block in pages + choice)
    print(f"{commands} lines of the README run; {desk.expect.held} expectations held, {calls} calls")
    return 0


def _expect_all(desk: Desk, blocks: list[page.Block], steps: tuple[Step, ...]) -> None:
    """Nothing on the page goes without being run, and nothing is run that is not there."""
    desk.expect.equal("the blocks", [block.name for block in blocks], [step.name for step in steps])
    desk.expect.settle()


def _run(desk: Desk, block: page.Block, step: Step) -> None:
    """Run a block, and again where the page says that one may."""
    step.before(desk)
    desk.expect.settle()
    for when in ("first", "again")[: step.times]:
        print(f"\n=== {when}: {block.name}", flush=True)
        step.after(desk, desk.run(block.commands))
        desk.expect.settle()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="account", description=__doc__)
    parser.add_argument("--repository", type=Path, required=True, help="what is tested; only read")
    parser.add_argument("--work", type=Path, required=True, help="where it is copied to; emptied first")
    parser.add_argument("--terraform", type=Path, required=True, help="the Terraform to use")
    parser.add_argument("--renderer", type=Path, required=True, help="the `iac` to use")
    parser.add_argument("--aws", type=Path, required=True, help="the command line of AWS to use")
    parser.add_argument("--registry", type=Path, required=True, help="the registry of images to use")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
