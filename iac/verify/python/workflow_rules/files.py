"""Workflows and composite actions, as text and as data."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines import documents


@dataclass(frozen=True)
class Files:
    """By path, from `.github/`."""

    texts: dict[str, str]

    @classmethod
    def read(cls, repository: Path) -> "Files":
        base = repository / ".github"
        found = [*base.glob("workflows/*"), *base.glob("actions/*/*")]
        return cls({str(file.relative_to(base)): file.read_text() for file in sorted(found)})

    @property
    def documents(self) -> dict[str, dict[str, Any]]:
        return {name: documents.of(text) for name, text in self.texts.items()}

    @property
    def workflows(self) -> dict[str, dict[str, Any]]:
        return {
            Path(name).stem: document
            for name, document in self.documents.items()
            if name.startswith("workflows/")
        }

    def jobs(self) -> Iterator[tuple[str, str, dict[str, Any]]]:
        """Workflow, job, and the job itself."""
        for workflow, document in self.workflows.items():
            for name, job in document["jobs"].items():
                yield workflow, name, job

    def steps(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Every step, and where it is."""
        for name, document in self.documents.items():
            for step in documents.steps(document):
                yield name, step

    def with_text(self, name: str, text: str) -> "Files":
        return Files({**self.texts, name: text})
