"""Who asks. A token says itself what its bearer may do: tests give a workflow what its file gives it.

`administrator` is a person who administers the repository; `workflow:contents=read,issues=write` is a
`GITHUB_TOKEN` with exactly these permissions. Any other is not known.
"""

import re
from dataclasses import dataclass

ADMINISTRATOR = "administrator"
_PERMISSIONS = re.compile(r"workflow:(?P<permissions>([a-z-]+=(read|write)(,[a-z-]+=(read|write))*)?)")


@dataclass(frozen=True)
class Token:
    person: bool
    permissions: frozenset[str]

    def may(self, needs: tuple[str, ...]) -> bool:
        """Whether one of the permissions is there; nothing needed is nothing to have."""
        return self.person or not needs or any(need in self.permissions for need in needs)


def read(header: str | None) -> Token | None:
    """The token in an `Authorization` header."""
    kind, _, token = (header or "").partition(" ")
    if kind.lower() not in {"token", "bearer"}:
        return None
    if token == ADMINISTRATOR:
        return Token(True, frozenset())
    if not (matched := _PERMISSIONS.fullmatch(token)):
        return None
    given = set(filter(None, matched["permissions"].split(",")))
    reads = {permission.replace("=write", "=read") for permission in given}
    return Token(False, frozenset(given | reads | {"metadata=read"}))
