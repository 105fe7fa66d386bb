"""Workflow files as data. `on` is a boolean to YAML 1.1, which is put right here."""

from pathlib import Path
from typing import Any

import yaml


def read(file: Path) -> dict[str, Any]:
    return of(file.read_text())


def of(text: str) -> dict[str, Any]:
    document: dict[Any, Any] = yaml.safe_load(text)
    if True in document:
        document = {"on": document.pop(True), **document}
    return document


def write(file: Path, document: dict[str, Any]) -> None:
    file.write_text(yaml.safe_dump(document, sort_keys=False, width=1000))


def steps(document: dict[str, Any]) -> list[dict[str, Any]]:
    """All steps of a workflow, or of a composite action."""
    if "runs" in document:
        found: list[dict[str, Any]] = document["runs"].get("steps", [])
        return found
    return [step for job in document["jobs"].values() for step in job.get("steps", [])]
