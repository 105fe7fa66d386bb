"""The repository that workflows check out, and what people do to it: branches, pull requests, merges."""

import os
import shutil
import subprocess
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipelines.github import REPOSITORY

# What workflows need of it. Our sources are built beforehand.
_PARTS = (".ci", ".github", "apps", "environments", "generated", "Cargo.toml", "Cargo.lock")
_LEFT_OUT = shutil.ignore_patterns(
    ".terraform", "*_override.tf.json", "node_modules", "target", "__pycache__"
)
_SOMEBODY = {
    f"GIT_{who}_{what}": value
    for who in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", "Somebody"), ("EMAIL", "somebody@example.com"))
}

Change = Callable[[Path], None]


@dataclass(frozen=True)
class PullRequest:
    number: int
    branch: str
    base: str
    head: str
    # What GitHub makes to try it: the head, merged into the base.
    merged: str
    # Where the branch is: another repository than ours, for a fork's.
    of: str


class Origin:
    def __init__(self, repository: Path, directory: Path) -> None:
        self.directory = directory
        # Scenarios are played side by side, and there is one work tree.
        self._lock = threading.Lock()
        self._environment: Mapping[str, str] = (
            {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
            | _SOMEBODY
            | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        )
        directory.mkdir(parents=True)
        for part in _PARTS:
            source = repository / part
            if source.is_dir():
                shutil.copytree(source, directory / part, ignore=_LEFT_OUT)
            else:
                shutil.copy(source, directory / part)
        self._git("init", "--quiet", "--initial-branch=main")
        # As GitHub does.
        self._git("config", "uploadpack.allowAnySHA1InWant", "true")
        self._commit("Begin")

    @property
    def main(self) -> str:
        return self._git("rev-parse", "main")

    def push(self, message: str, change: Change) -> str:
        """Commit to main."""
        with self._lock:
            self._git("checkout", "--quiet", "main")
            change(self.directory)
            return self._commit(message)

    def propose(self, number: int, message: str, change: Change, of: str) -> PullRequest:
        """Push the branch of a pull request, and merge it for a try as GitHub does."""
        with self._lock:
            branch = f"change-{number}"
            base = self.main
            self._git("checkout", "--quiet", "-b", branch, "main")
            change(self.directory)
            head = self._commit(message)
            self._git("checkout", "--quiet", "-b", f"pull/{number}/merge", base)
            self._git("merge", "--quiet", "--no-ff", "-m", f"Merge {head} into {base}", branch)
            merged = self._git("rev-parse", "HEAD")
            self._git("checkout", "--quiet", "main")
            return PullRequest(number, branch, base, head, merged, of)

    def merge(self, request: PullRequest) -> str:
        with self._lock:
            self._git("checkout", "--quiet", "main")
            self._git("merge", "--quiet", "--no-ff", "-m", f"Merge #{request.number}", request.branch)
            return self.main

    def clone(self, commit: str, into: Path) -> None:
        """A copy at this commit, which takes itself for a clone of what is on GitHub."""
        self._git("clone", "--quiet", "--no-checkout", str(self.directory), str(into))
        self._git("-C", str(into), "checkout", "--quiet", "--detach", commit)
        self._git("-C", str(into), "remote", "set-url", "origin", f"https://github.com/{REPOSITORY}")

    def _commit(self, message: str) -> str:
        self._git("add", "--all")
        self._git("commit", "--quiet", "--allow-empty", "--message", message)
        return self._git("rev-parse", "HEAD")

    def _git(self, *arguments: str) -> str:
        finished = subprocess.run(
            ["git", *arguments],  # noqa: S607 (the one on the path)
            cwd=self.directory,
            env=self._environment,
            check=True,
            capture_output=True,
            text=True,
        )
        return finished.stdout.strip()
