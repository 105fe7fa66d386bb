"""The commands of sections of the README, as they stand there."""

import re
from dataclasses import dataclass
from pathlib import Path

from end_to_end.expectations import Unexpected

PAGE = "From an empty account to a running dev"
CHOICE = "Who the pipelines are"
_BLOCK = re.compile(
    r"^(?P<indent> *)```(?P<language>\w*)\n(?P<text>.*?)^(?P=indent)```$", re.MULTILINE | re.DOTALL
)


@dataclass(frozen=True)
class Block:
    """What stands between two fences, without its indentation."""

    commands: str

    @property
    def name(self) -> str:
        """Its last command, which says best what it is for."""
        return self.commands.strip().splitlines()[-1]


def read(readme: Path, title: str) -> list[Block]:
    """All blocks of a section, in their order."""
    _, found, rest = readme.read_text().partition(f"\n## {title}\n")
    if not found:
        raise Unexpected(f"{readme} has no section `{title}`")
    section = rest.partition("\n## ")[0]
    blocks = []
    for matched in _BLOCK.finditer(section):
        if matched["language"] != "sh":
            raise Unexpected(
                f"a block of `{title}` is `{matched['language']}` and not `sh`: {matched['text']}"
            )
        indent = matched["indent"]
        lines = [line.removeprefix(indent) for line in matched["text"].splitlines()]
        blocks.append(Block("\n".join(lines) + "\n"))
    if section.count("```") != 2 * len(blocks):
        raise Unexpected(f"not every fence of `{title}` could be read")
    return blocks
