"""What actions take and give, as they declare it themselves; `declare.py` makes the files."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_DIRECTORY = Path(__file__).parent / "actions"


@dataclass(frozen=True)
class Interface:
    """An action at one commit."""

    action: str
    version: str
    commit: str
    inputs: dict[str, dict[str, Any]]
    outputs: list[str]

    @property
    def used_as(self) -> str:
        return f"{self.action}@{self.commit}"

    def mistakes(self, given: dict[str, Any]) -> list[str]:
        """What is wrong with these inputs: unknown ones, and ones that are missing."""
        unknown = [
            f"{self.action} has no input `{name}`" for name in given if name.lower() not in self.inputs
        ]
        missing = [
            f"{self.action} needs the input `{name}`"
            for name, declared in self.inputs.items()
            if declared["required"] and not given.get(name)
        ]
        return unknown + missing


@cache
def all_of_them() -> dict[str, Interface]:
    """By what stands behind `uses:`."""
    files = sorted(_DIRECTORY.glob("*.json"))
    declared = [Interface(**json.loads(file.read_text())) for file in files]
    return {interface.used_as: interface for interface in declared}
