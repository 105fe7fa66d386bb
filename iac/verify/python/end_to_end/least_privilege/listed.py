"""The list of what AWS asks for and the local AWS does not, as reviewers read it in bootstrap's README."""

import re
from collections.abc import Iterator

from end_to_end.least_privilege.removals import Grant

_HEADING = "| Statement | What | For | Said in |"
_CODE = re.compile(r"`([^`]+)`")


def of(readme: str) -> set[Grant]:
    """Every action on the list, with the statement that grants it; each says where AWS asks for it."""
    rows = list(_rows(readme))
    assert rows, "bootstrap's README has no list of what the local AWS never asks for"
    granted = set()
    for statement, actions, _, source in rows:
        assert source.startswith("https://"), f"{actions} is on the list without a source"
        granted |= {
            Grant(sid, action) for sid in _CODE.findall(statement) for action in _CODE.findall(actions)
        }
    return granted


def _rows(readme: str) -> Iterator[list[str]]:
    _, _, after = readme.partition(_HEADING)
    for line in after.splitlines()[2:]:
        if not line.startswith("|"):
            return
        yield [cell.strip() for cell in line.strip("|").split("|")]
