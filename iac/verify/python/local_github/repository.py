"""The one repository, as it is now."""

import itertools
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nacl.public import PrivateKey

# Whoever bears a person's token, and others who can be named as reviewers.
ADMINISTRATOR = {"login": "an-administrator", "id": 1001, "type": "User", "site_admin": False}
PEOPLE = [
    ADMINISTRATOR,
    {"login": "a-reviewer", "id": 1002, "type": "User", "site_admin": False},
]
TEAMS = [{"slug": "operations", "name": "Operations", "id": 2001}]
WORKFLOW = {"login": "github-actions[bot]", "id": 41898282, "type": "Bot", "site_admin": False}


@dataclass
class Settings:
    """What the repository and each of its environments have."""

    variables: dict[str, dict[str, Any]] = field(default_factory=dict)
    secrets: dict[str, dict[str, Any]] = field(default_factory=dict)
    key: PrivateKey = field(default_factory=PrivateKey.generate)


@dataclass
class Environment:
    id: int
    name: str
    rules: dict[str, Any] = field(default_factory=dict)
    branch_policies: dict[int, dict[str, Any]] = field(default_factory=dict)
    settings: Settings = field(default_factory=Settings)


@dataclass
class Repository:
    owner: str
    owner_id: int
    name: str
    id: int
    branch: str = "main"
    settings: Settings = field(default_factory=Settings)
    labels: dict[str, dict[str, Any]] = field(default_factory=dict)
    # Pull requests are issues too, and share their numbers.
    issues: dict[int, dict[str, Any]] = field(default_factory=dict)
    pulls: dict[int, dict[str, Any]] = field(default_factory=dict)
    comments: dict[int, dict[str, Any]] = field(default_factory=dict)
    environments: dict[str, Environment] = field(default_factory=dict)
    rulesets: dict[int, dict[str, Any]] = field(default_factory=dict)
    # Runs of workflows, which no call makes: what happened, a test writes into this file, as GitHub lists it.
    runs: Path | None = None
    subject: dict[str, Any] = field(default_factory=lambda: {"use_default": True})
    _ids: Any = field(default_factory=lambda: itertools.count(3001))
    _seconds: Any = field(default_factory=lambda: itertools.count(1_790_000_000))

    def next_id(self) -> int:
        found: int = next(self._ids)
        return found

    def now(self) -> str:
        """A time that goes on by a second whenever it is asked for, so that what came later is later."""
        return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(next(self._seconds)))
