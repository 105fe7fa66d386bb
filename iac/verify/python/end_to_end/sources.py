"""The environment files, as somebody edits them, and what is rendered from them then."""

import shutil
from pathlib import Path

from end_to_end import processes
from end_to_end.expectations import Unexpected

_LIMIT = 60.0


class Sources:
    """A copy of `environments/`; one edit adds to the next."""

    def __init__(self, environments: Path, renderer: str, work: Path) -> None:
        self._renderer = renderer
        self._work = work
        shutil.copytree(environments, work / "environments")

    def edit(self, file: str, old: str, new: str) -> None:
        edited = self._work / "environments" / file
        text = edited.read_text()
        if text.count(old) != 1:
            raise Unexpected(f"{file} does not say `{old}` exactly once")
        edited.write_text(text.replace(old, new))

    def append(self, file: str, text: str) -> None:
        with (self._work / "environments" / file).open("a") as edited:
            edited.write(text)

    def readme(self, root: str) -> str:
        """What was rendered for people to read."""
        return (self._work / "generated" / root / "README.md").read_text()

    def render(self, root: str, into: Path) -> None:
        """Render the root, over what was rendered there before."""
        command = [self._renderer, "-C", str(self._work), "render", root]
        finished = processes.run(command, self._work, {}, _LIMIT)
        if finished.code != 0:
            raise Unexpected(f"`iac render {root}` failed ({finished.code})")
        for document in (self._work / "generated" / root).glob("*.tf.json"):
            shutil.copy(document, into)
