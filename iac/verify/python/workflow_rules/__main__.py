"""`python -m workflow_rules REPOSITORY`: what is wrong, and whether each rule would notice."""

import sys
from pathlib import Path

from workflow_rules import spoiled
from workflow_rules.files import Files
from workflow_rules.rules import RULES


def main() -> int:
    files = Files.read(Path(sys.argv[1]))
    wrong = [finding for rule in RULES for finding in rule(files)]
    unnoticed = [] if wrong else spoiled.unnoticed(files)
    for line in [*wrong, *unnoticed]:
        print(line)
    if wrong or unnoticed:
        return 1
    print(f"{len(files.workflows)} workflows, {len(RULES)} rules, {len(spoiled.WAYS)} spoiled copies noticed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
