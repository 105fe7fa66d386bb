"""Expectations: all are looked at, and those that do not hold are reported together."""

from typing import TypeVar

Value = TypeVar("Value")


class Unexpected(Exception):
    """The scenario cannot go on, or has ended otherwise than it should."""


class Expectations:
    def __init__(self) -> None:
        self.held = 0
        self._failed: list[str] = []

    def equal(self, what: str, found: object, expected: object) -> None:
        self.true(what, found == expected, f"found {found!r}, expected {expected!r}")

    def true(self, what: str, holds: object, found: object = "") -> None:
        if holds:
            self.held += 1
        else:
            self._failed.append(f"{what}: {found}")
            print(f"UNEXPECTED {what}: {found}", flush=True)

    def one(self, what: str, found: list[Value]) -> Value:
        """Exactly one: nothing more can be said of it otherwise."""
        if len(found) != 1:
            self.true(what, False, f"found {len(found)}, expected one")
            self.settle()
        self.held += 1
        return found[0]

    def settle(self) -> None:
        if self._failed:
            count = len(self._failed)
            raise Unexpected("\n".join([f"{count} expectations do not hold:", *self._failed]))
